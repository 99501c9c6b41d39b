global using System;
global using System.Collections.Generic;
global using System.Linq;
global using System.Threading;
global using System.Threading.Tasks;
global using Audit;
global using AuditGen;
global using Erp.Audit;

// Where the generator puts what belongs to the types and to the assembly; here even where an example gives it nothing to put.
namespace Audit
{
}

namespace Erp.Audit
{
}
