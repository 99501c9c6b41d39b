using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace AuditGen.Benchmarks.Elasticsearch;

/// <summary>A server that takes any bulk request and says that all of its thousand events were stored. Runs in a process of its own.</summary>
internal static class NullServer
{
    public const int Events = 1000;

    /// <summary>Serves until standard input ends; prints its port first.</summary>
    public static async Task<int> RunAsync()
    {
        byte[] body = Encoding.UTF8.GetBytes(
            """{"errors":false,"items":[""" + string.Join(',', Enumerable.Repeat("""{"create":{"_index":".ds-audit-finance-default-2026.11.21-000001","status":201}}""", Events)) + "]}");
        byte[] answer = [.. Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {body.Length}\r\n\r\n"), .. body];
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Console.WriteLine(((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture));
        _ = AcceptAsync(listener, answer);
        await Console.In.ReadToEndAsync().ConfigureAwait(false);
        return 0;
    }

    private static async Task AcceptAsync(TcpListener listener, byte[] answer)
    {
        while (true)
        {
            Socket socket = await listener.AcceptSocketAsync().ConfigureAwait(false);
            socket.NoDelay = true;
            _ = Task.Run(() => ServeAsync(socket, answer));
        }
    }

    private static async Task ServeAsync(Socket socket, byte[] answer)
    {
        using (socket)
        {
            byte[] buffer = new byte[256 * 1024];
            int filled = 0;
            while (true)
            {
                int end = buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8);
                if (end < 0)
                {
                    int read = await socket.ReceiveAsync(buffer.AsMemory(filled)).ConfigureAwait(false);
                    if (read == 0)
                    {
                        return;
                    }

                    filled += read;
                    continue;
                }

                int rest = ContentLength(buffer.AsSpan(0, end)) - (filled - end - 4);
                while (rest > 0)
                {
                    int read = await socket.ReceiveAsync(buffer.AsMemory(0, Math.Min(rest, buffer.Length))).ConfigureAwait(false);
                    if (read == 0)
                    {
                        return;
                    }

                    rest -= read;
                }

                filled = 0;
                await socket.SendAsync(answer).ConfigureAwait(false);
            }
        }
    }

    private static int ContentLength(ReadOnlySpan<byte> head)
    {
        int at = head.IndexOf("Content-Length: "u8);
        ReadOnlySpan<byte> digits = head[(at + "Content-Length: ".Length)..];
        int stop = digits.IndexOf((byte)'\r');
        return int.Parse(stop < 0 ? digits : digits[..stop], CultureInfo.InvariantCulture);
    }
}
