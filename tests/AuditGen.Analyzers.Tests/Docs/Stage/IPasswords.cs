public interface IPasswords
{
    Task<bool> MatchAsync(string name, string password, CancellationToken cancellationToken);
}
