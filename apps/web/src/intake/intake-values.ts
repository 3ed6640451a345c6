import { type IntakeAnswers, shortestObject } from '@gare/domain/intake/answers';
import { type Question } from '@gare/domain/intake/questions';
import { formatEuro, readMoney } from '@gare/domain/money/money';

/** What is kept on this computer until the dossier is opened. Amounts are kept as they were typed, and read when they are used. */
export interface IntakeForm {
  /** Goes with the request, so that a draft sent twice opens one dossier. */
  readonly clientId: string;
  readonly answers: Omit<IntakeAnswers, 'importo' | 'lotti'>;
  readonly importo: string;
  readonly lotti: string;
  readonly enteId: string | null;
}

export const emptyIntake = (): IntakeForm => ({ clientId: crypto.randomUUID(), answers: {}, importo: '', lotti: '', enteId: null });

const mostLots = 30;

function lotsOf(typed: string): number | undefined {
  const lots = /^\d{1,2}$/u.test(typed.trim()) ? Number(typed) : 0;
  return lots >= 1 && lots <= mostLots ? lots : undefined;
}

/** The answers as the rules take them: what cannot be read is not given. */
export function answersOf({ answers, importo, lotti }: IntakeForm): IntakeAnswers {
  const amount = readMoney(importo);
  const lots = lotsOf(lotti);
  return {
    ...answers,
    ...(amount.ok && Number(amount.value) > 0 ? { importo: amount.value } : {}),
    ...(lots === undefined ? {} : { lotti: lots }),
  };
}

/** What was typed or chosen for a question. */
export function typedFor({ id }: Question, form: IntakeForm): string {
  if (id === 'importo' || id === 'lotti') return form[id];
  return form.answers[id] ?? '';
}

export function withAnswer({ id }: Question, form: IntakeForm, typed: string): Partial<IntakeForm> {
  return id === 'importo' || id === 'lotti' ? { [id]: typed } : { answers: { ...form.answers, [id]: typed } };
}

export type WrongAnswer = 'oggetto' | 'importo' | 'lotti' | 'scelta';

/** What is wrong with the answer given; undefined where it will do. */
export function wrongAnswer(question: Question, form: IntakeForm): WrongAnswer | undefined {
  const typed = typedFor(question, form);
  switch (question.kind) {
    case 'text':
      return typed.trim().length < shortestObject ? 'oggetto' : undefined;
    case 'money': {
      const amount = readMoney(typed);
      return amount.ok && Number(amount.value) > 0 ? undefined : 'importo';
    }
    case 'count':
      return lotsOf(typed) === undefined ? 'lotti' : undefined;
    case 'choice':
      return question.options.some(({ value }) => value === typed) ? undefined : 'scelta';
  }
}

/** The answer in words, for the summary. */
export function answerInWords(question: Question, form: IntakeForm): string {
  const typed = typedFor(question, form);
  if (question.kind === 'choice') return question.options.find(({ value }) => value === typed)?.label ?? '';
  const amount = question.kind === 'money' ? readMoney(typed) : undefined;
  return amount?.ok === true ? formatEuro(amount.value) : typed.trim();
}
