/**
 * Outcome of checking one code. `rule` is a stable name for tests and screens,
 * `message` a plain Italian sentence for the person who typed the code.
 */
export type CodeCheck<T extends object = object> = ({ readonly ok: true } & Readonly<T>) | CodeRefusal;

export interface CodeRefusal {
  readonly ok: false;
  readonly rule: string;
  readonly message: string;
}

/** Builds the refusal of a code. */
export function refuse(rule: string, message: string): CodeRefusal {
  return { ok: false, rule, message };
}

/** Checks a code that has only a form (no check character): used by the codes whose existence is a matter of lists. */
export function checkForm(value: string, form: RegExp, refusal: { rule: string; message: string }): CodeCheck {
  return form.test(value) ? { ok: true } : refuse(refusal.rule, refusal.message);
}
