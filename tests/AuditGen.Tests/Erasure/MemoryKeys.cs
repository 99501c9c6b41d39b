using System.Security.Cryptography;
using AuditGen.Erasure;

namespace AuditGen.Tests.Erasure;

/// <summary>Keys in memory.</summary>
internal sealed class MemoryKeys : ISubjectKeyStore
{
    private readonly Dictionary<string, SubjectKey> _keys = [];

    public bool IsBroken { get; set; }

    public IEnumerable<string> Subjects => _keys.Keys;

    public SubjectKey GetOrCreate(string subject)
    {
        lock (_keys)
        {
            return _keys.TryGetValue(subject, out SubjectKey? key)
                ? key
                : _keys[subject] = new SubjectKey($"k{_keys.Count + 1}", subject, RandomNumberGenerator.GetBytes(SubjectKey.Size));
        }
    }

    public SubjectKey? Find(string keyId)
    {
        lock (_keys)
        {
            return _keys.Values.FirstOrDefault(key => key.Id == keyId);
        }
    }

    public ValueTask<SubjectKey?> ShredAsync(string subject, CancellationToken cancellationToken = default)
    {
        lock (_keys)
        {
            if (IsBroken)
            {
                throw new IOException("the disk is full");
            }

            return ValueTask.FromResult(_keys.TryGetValue(subject, out SubjectKey? key)
                ? _keys[subject] = new SubjectKey(key.Id, subject, DateTimeOffset.UnixEpoch)
                : null);
        }
    }
}
