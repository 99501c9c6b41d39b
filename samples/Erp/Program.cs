using Erp.Composition;

return await ErpProgram.RunAsync(args);
