namespace CommunityToolkit.Mvvm.ComponentModel
{
    [AttributeUsage(AttributeTargets.Field)]
    public sealed class ObservablePropertyAttribute : Attribute;
}
