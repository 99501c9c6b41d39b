public sealed class StoreException(string message) : Exception(message);
