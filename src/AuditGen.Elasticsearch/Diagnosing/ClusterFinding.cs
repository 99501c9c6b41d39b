namespace AuditGen.Elasticsearch.Diagnosing;

/// <summary>One thing that was looked at.</summary>
/// <param name="Severity">How much it matters.</param>
/// <param name="Subject">What was looked at, in a word or two: <c>version</c>, <c>lifecycle</c>, <c>second copies</c>.</param>
/// <param name="Message">What was found, without any value of an event.</param>
/// <param name="WhatToDo">What to do about it; <see langword="null"/> where nothing need be done.</param>
public sealed record ClusterFinding(FindingSeverity Severity, string Subject, string Message, string? WhatToDo = null);
