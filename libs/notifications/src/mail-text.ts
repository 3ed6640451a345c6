import { dayInWords } from '@gare/domain/calendar/dates-in-words';
import { toRome } from '@gare/domain/calendar/rome-time';
import { kindOfNotice, noticeKindTable } from '@gare/domain/notifications/notice-kinds';

export interface MailNotice {
  readonly code: string;
  readonly title: string;
  readonly text: string;
  readonly path: string;
  readonly createdAt: Date;
  /** Code of the dossier it is about. */
  readonly dossier: string | null;
}

interface MailContent {
  readonly person: string;
  /** At least one, the oldest first. */
  readonly notices: readonly MailNotice[];
  /** The day in Rome of a digest. */
  readonly digestOf: string | null;
  /** Address of the product, without a slash at its end. */
  readonly publicUrl: string;
}

export const settingsPath = '/profilo#avvisi';

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escape = (text: string): string => text.replace(/[&<>"']/g, (character) => escapes[character] ?? character);

/**
 * Subjects are made of the code of the dossier and our own names of kinds: they show on locked screens and in lists of mailboxes
 * that others look after, so that nothing of a tender that is not public yet stands in them.
 */
export function mailSubject({ notices, digestOf }: Pick<MailContent, 'notices' | 'digestOf'>): string {
  const count = notices.length === 1 ? '1 avviso' : `${notices.length} avvisi`;
  if (digestOf !== null) return `Gare insieme: ${count}, riepilogo del ${dayInWords(digestOf)}`;
  const kinds = [...new Set(notices.map(({ code }) => noticeKindTable[kindOfNotice(code)].name))];
  const dossiers = new Set(notices.map(({ dossier }) => dossier));
  const about = dossiers.size === 1 ? (notices[0]?.dossier ?? null) : null;
  return `Gare insieme: ${kinds.length === 1 ? kinds.join('') : count}${about === null ? '' : ` – ${about}`}`;
}

function when({ createdAt }: MailNotice): string {
  const { date, time } = toRome(createdAt.toISOString());
  return `${dayInWords(date)}, ore ${time}`;
}

const closing = [
  'Questo messaggio è automatico: non serve rispondere.',
  'Contiene dati di un procedimento: se non è per te, avvisa la tua SUA e cancellalo.',
];

/** The same in plain text and as a simple page: what happened, where to go, how to be told otherwise. */
export function mailText({ person, notices, digestOf, publicUrl }: MailContent): { text: string; html: string } {
  const settings = `${publicUrl}${settingsPath}`;
  const opening = digestOf === null ? `Gentile ${person},` : `Gentile ${person}, questi sono gli avvisi che non hai ancora letto.`;
  const lines = notices.map((notice) => `${notice.title}\n${when(notice)}\n${notice.text}\nApri: ${publicUrl}${notice.path}`);
  const parts = notices.map(
    (notice) =>
      `<h2 style="font-size:18px;margin:24px 0 4px">${escape(notice.title)}</h2>` +
      `<p style="margin:0;color:#475a6d">${escape(when(notice))}</p>` +
      `<p style="margin:8px 0">${escape(notice.text)}</p>` +
      `<p style="margin:8px 0"><a href="${escape(`${publicUrl}${notice.path}`)}">Apri in Gare insieme</a></p>`,
  );
  return {
    text: [opening, ...lines, `${closing.join('\n')}\nScegli quali avvisi ricevere: ${settings}`].join('\n\n').concat('\n'),
    html:
      `<!doctype html><html lang="it"><head><meta charset="utf-8"><title>Gare insieme</title></head>` +
      `<body style="font-family:Arial,Helvetica,sans-serif;font-size:16px;line-height:1.5;color:#17324d;max-width:640px">` +
      `<p>${escape(opening)}</p>${parts.join('')}<hr>` +
      `<p style="color:#475a6d;font-size:14px">${closing.map(escape).join('<br>')}<br>` +
      `<a href="${escape(settings)}">Scegli quali avvisi ricevere</a></p></body></html>`,
  };
}
