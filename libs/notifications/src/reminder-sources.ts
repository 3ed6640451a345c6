import { Injectable } from '@nestjs/common';
import { type Reader } from '@gare/platform/database';
import { type NoticeRecipients } from './notice.js';

/** A reminder whose day has come, or a term that has passed and whose dossier still waits. */
export interface ReminderDue {
  /** Tells it from every other of the source: the same thing has the same key at every look (`<term id>:<lead days>`, `<term id>:superato`). */
  readonly key: string;
  readonly dossierId: string;
  readonly suaId: string;
  readonly enteId: string;
  /**
   * The last day of the term, `YYYY-MM-DD`. Once it is before today the thing counts as passed: people are told at once, and their
   * director after the working days that the Province has chosen.
   */
  readonly dueOn: string;
  readonly to: NoticeRecipients;
  /** Whose turn it is: its director is told when nothing happens. */
  readonly party: 'COMUNE' | 'SUA' | null;
  /** A few words, without the object of the tender. */
  readonly title: string;
  readonly text: string;
  readonly path: string;
  /** It is the term of a wait (an SLA): once it has passed, nothing else is told of the same wait. */
  readonly ofWait?: boolean;
  /** It only says that a wait lasts, from this day on (`YYYY-MM-DD`): it keeps quiet where a term of that wait has passed. */
  readonly waitSince?: string;
}

/**
 * What is to be remembered today, with the eyes of the Province: reminders whose lead time has come (while the term runs), terms that
 * have passed. Told again and again until it is no longer so; each notice is written once.
 */
export type ReminderSource = (reader: Reader, suaId: string, today: string) => Promise<readonly ReminderDue[]>;

/** One thing is told once: of a wait whose term has passed the term tells, with its article and its day. */
function isToldByTerm({ dossierId, party, waitSince }: ReminderDue, given: { all: readonly ReminderDue[]; today: string }): boolean {
  if (waitSince === undefined) return false;
  return given.all.some(
    (term) =>
      term.ofWait === true && term.dossierId === dossierId && term.party === party && term.dueOn >= waitSince && term.dueOn < given.today,
  );
}

/** Later features tell which terms are near or have passed. */
@Injectable()
export class ReminderSources {
  private readonly sources = new Map<string, ReminderSource>();

  register(name: string, source: ReminderSource): void {
    this.sources.set(name, source);
  }

  async gather(reader: Reader, suaId: string, today: string): Promise<readonly (ReminderDue & { readonly source: string })[]> {
    const all: (ReminderDue & { readonly source: string })[] = [];
    for (const [source, ask] of this.sources) all.push(...(await ask(reader, suaId, today)).map((due) => ({ ...due, source })));
    return all.filter((one) => !isToldByTerm(one, { all, today }));
  }
}
