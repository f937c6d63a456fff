namespace Fengtai.MeetingLive.Web.Evaluating;

/// <summary>Key of the words about the three scores: the evaluator's page, the office's, the public's.</summary>
public sealed class EvaluatingWords;
