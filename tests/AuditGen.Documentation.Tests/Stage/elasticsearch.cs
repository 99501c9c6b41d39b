internal partial class Stage
{
    private static readonly ElasticsearchOptions readerOptions = null!;
}
