import { type LintFinding } from './queries';

/** A finding with its number in the list, from 1. */
export interface NumberedFinding extends LintFinding {
  readonly number: number;
}

/** A stretch of a paragraph: plain, or what some findings are about. */
export interface TextStretch {
  readonly text: string;
  readonly findings: readonly NumberedFinding[];
}

/** Cuts a text where findings begin; of two that overlap the later one joins the stretch of the first. */
export function stretchesOf(text: string, findings: readonly NumberedFinding[]): TextStretch[] {
  const ordered = findings
    .flatMap((finding) => (finding.span === null ? [] : [{ finding, ...finding.span }]))
    .sort((a, b) => a.from - b.from);
  const marked: { from: number; to: number; findings: NumberedFinding[] }[] = [];
  for (const { finding, from, to } of ordered) {
    const last = marked.at(-1);
    if (last !== undefined && from < last.to) {
      last.to = Math.max(last.to, to);
      last.findings.push(finding);
    } else marked.push({ from, to, findings: [finding] });
  }
  const stretches: TextStretch[] = [];
  let at = 0;
  for (const { from, to, findings: found } of marked) {
    if (from > at) stretches.push({ text: text.slice(at, from), findings: [] });
    stretches.push({ text: text.slice(from, to), findings: found });
    at = to;
  }
  if (at < text.length) stretches.push({ text: text.slice(at), findings: [] });
  return stretches;
}
