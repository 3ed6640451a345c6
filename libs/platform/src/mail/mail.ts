/** An e-mail as it is handed to the server. */
export interface Mail {
  /** Without angle brackets; the same message keeps it however often it is sent. */
  readonly messageId: string;
  readonly to: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Where the person chooses how to be told. */
  readonly settingsUrl: string;
}

/** What came of handing a message over, and why in a few Italian words for the administrator. */
export type MailOutcome =
  | { readonly is: 'ACCETTATO'; readonly reply: string }
  /** Not taken now: the server is away, busy, or refuses us; to be tried again. */
  | { readonly is: 'RINVIATO'; readonly reason: string }
  /** The server will not take this message for this address. */
  | { readonly is: 'RIFIUTATO'; readonly reason: string }
  /** The whole message had been handed over when the connection broke: nobody knows whether the server took it. */
  | { readonly is: 'INCERTO'; readonly reason: string };
