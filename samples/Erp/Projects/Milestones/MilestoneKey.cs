namespace Erp.Projects;

/// <summary>A milestone by its project and its name.</summary>
public readonly record struct MilestoneKey(Id<Project> Project, string Name);
