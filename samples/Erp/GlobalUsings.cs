global using AuditGen;
global using Erp.Kernel;
