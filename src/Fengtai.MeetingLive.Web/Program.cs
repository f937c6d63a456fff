return await Fengtai.MeetingLive.Web.CommandLine.RunAsync(args);
