public sealed record SetRate(string Currency, decimal Value);
