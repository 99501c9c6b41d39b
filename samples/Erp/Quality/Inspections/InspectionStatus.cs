namespace Erp.Quality;

public enum InspectionStatus
{
    Open,
    Assigned,
    Measured,
    Approved,
    Rejected,
}
