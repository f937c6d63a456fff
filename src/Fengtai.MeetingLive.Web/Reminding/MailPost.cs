using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Fengtai.MeetingLive.Web.Reminding;

/// <summary>Section <c>Mail</c>. Without a host nothing is sent, and the page says so.</summary>
public sealed class MailOptions
{
    public const string Section = "Mail";

    public string? Host { get; set; }
    public int Port { get; set; } = 587;

    /// <summary>Auto, None, SslOnConnect, StartTls or StartTlsWhenAvailable.</summary>
    public SecureSocketOptions Security { get; set; } = SecureSocketOptions.Auto;
    public string? User { get; set; }
    public string? Password { get; set; }

    /// <summary>The sender's address.</summary>
    public string? From { get; set; }

    public bool IsOn => !string.IsNullOrWhiteSpace(Host) && !string.IsNullOrWhiteSpace(From);
}

/// <summary>Gives one letter to the mail server (RFC 5321); returns when that has taken it.</summary>
public sealed class MailPost(IOptions<MailOptions> options)
{
    /// <summary>A server that does not answer must not hold up the others' letters.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public bool IsOn => options.Value.IsOn;

    /// <exception cref="MailNotSentException">The server was not reached, or refused it.</exception>
    public async Task SendAsync(string to, string subject, string body, CancellationToken cancel)
    {
        var mail = options.Value;
        if (mail is not { Host: { } host, From: { } from })
            throw new InvalidOperationException("No mail server is configured.");
        using var letter = new MimeMessage();
        letter.From.Add(MailboxAddress.Parse(from));
        letter.To.Add(MailboxAddress.Parse(to));
        letter.Subject = subject;
        letter.Body = new TextPart("plain") { Text = body };
        // No answers from machines to a machine (RFC 3834).
        letter.Headers.Add("Auto-Submitted", "auto-generated");
        using var smtp = new SmtpClient();
        smtp.Timeout = (int)Patience.TotalMilliseconds;
        try
        {
            await smtp.ConnectAsync(host, mail.Port, mail.Security, cancel);
            if (!string.IsNullOrEmpty(mail.User))
                await smtp.AuthenticateAsync(mail.User, mail.Password ?? "", cancel);
            await smtp.SendAsync(letter, cancel);
        }
        catch (Exception e)
            when (e
                    is IOException
                        or System.Net.Sockets.SocketException
                        or MailKit.CommandException
                        or MailKit.ProtocolException
                        or AuthenticationException
                        or SslHandshakeException
                        or TimeoutException
            )
        {
            // The text of such a refusal may repeat the address.
            throw new MailNotSentException(e.GetType().Name, e);
        }

        await smtp.DisconnectAsync(quit: true, cancel);
    }
}

/// <summary>Says by its message only what kind of failure it was: addresses do not belong in logs.</summary>
public sealed class MailNotSentException(string kind, Exception inner) : Exception(kind, inner);
