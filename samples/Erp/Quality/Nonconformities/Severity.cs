namespace Erp.Quality;

public enum Severity
{
    Minor,
    Major,
    Critical,
}
