using System.Text;
using Fengtai.MeetingLive.Verify;

Console.OutputEncoding = Encoding.UTF8;
return Terminal.Run(args, Console.Out, Console.Error);
