import { isWorkingDay, type Seat } from '../calendar/holidays.js';
import { toRome } from '../calendar/rome-time.js';
import { noticeKindTable, type MailChoice, type NoticeChoice, type NoticeKind } from './notice-kinds.js';

/** How a person wants to be told. Kinds that are not among the choices are told as the table of kinds says. */
export interface NoticeSettings {
  readonly choices: Partial<Readonly<Record<NoticeKind, NoticeChoice>>>;
  /** Hour of the day in Rome at which the digest leaves, 0–23. */
  readonly digestHour: number;
  /** The digest waits for the next working day. */
  readonly workingDaysOnly: boolean;
}

/** Of whoever has chosen nothing. */
export const defaultSettings: NoticeSettings = { choices: {}, digestHour: 8, workingDaysOnly: true };

/** What was chosen for a kind, or the default; what cannot be switched off in the app is on. */
export function choiceFor({ choices }: Pick<NoticeSettings, 'choices'>, kind: NoticeKind): NoticeChoice {
  const { app, mail, appLocked } = noticeKindTable[kind];
  const chosen = choices[kind] ?? { app, mail };
  return { mail: chosen.mail, app: appLocked || chosen.app };
}

/** Something urgent does not wait for the digest; who wants no e-mail of a kind gets none. */
export function channelsFor(
  settings: Pick<NoticeSettings, 'choices'>,
  { kind, urgent }: { readonly kind: NoticeKind; readonly urgent: boolean },
): NoticeChoice {
  const { app, mail } = choiceFor(settings, kind);
  const sooner: MailChoice = urgent && mail === 'RIEPILOGO' ? 'SUBITO' : mail;
  return { app, mail: sooner };
}

/**
 * The day in Rome whose digest is due at an instant, null before its hour and on days that have none. Hours are those of the
 * clock on the wall: where the change of the hour leaves one out the digest leaves with the next, where it comes twice the day is
 * still one day.
 * @param seat where the person works, for its local feasts
 */
export function digestDay(
  instant: string,
  { digestHour, workingDaysOnly }: Pick<NoticeSettings, 'digestHour' | 'workingDaysOnly'>,
  seat?: Seat,
): string | null {
  const { date, time } = toRome(instant);
  if (Number(time.slice(0, 2)) < digestHour) return null;
  return workingDaysOnly && !isWorkingDay(date, seat) ? null : date;
}
