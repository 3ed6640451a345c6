import { originOf, type Origins } from '../compose/part.js';
import { type TemplateFinding } from '../template-finding.js';

interface Region {
  readonly part: string;
  readonly from: number;
  readonly to: number;
}

/**
 * The findings of a composed document at their places in the file of the template: what stands in an included part is told at the
 * paragraph that includes it, and the paragraphs behind are counted as the file has them.
 */
export function atSource(findings: readonly TemplateFinding[], origins: Origins): TemplateFinding[] {
  const regions = includedRegions(origins);
  return findings.map((finding) => {
    const before = regions.filter(({ part, from }) => part === finding.part && from <= finding.paragraph);
    const inside = before.find(({ to }) => finding.paragraph <= to);
    const shift = before.filter((region) => region !== inside).reduce((sum, { from, to }) => sum + to - from, 0);
    if (inside === undefined) return { ...finding, paragraph: finding.paragraph - shift };
    const whole = withoutSpan(finding);
    const origin = originOf(origins, finding);
    const told =
      origin === null
        ? whole.message
        : `nella parte inclusa «${origin.title}»${whole.tag === '' ? '' : `, ${whole.tag}`}: ${whole.message}`;
    return { ...whole, paragraph: inside.from - shift, message: told };
  });
}

/** The words it is about are not in the file: the whole paragraph is meant. */
function withoutSpan(finding: TemplateFinding): TemplateFinding {
  const entries = Object.entries(finding).filter(([name]) => name !== 'span');
  return Object.fromEntries(entries) as unknown as TemplateFinding;
}

/** What each include of the template became, as whole stretches of paragraphs. */
function includedRegions(origins: Origins): Region[] {
  return [...origins].flatMap(([part, spans]) => {
    const regions: { part: string; from: number; to: number; name: string }[] = [];
    for (const { from, to, path } of [...spans].sort((left, right) => left.from - right.from)) {
      const last = regions.at(-1);
      const [name = ''] = path;
      if (last?.name === name && last.to + 1 === from) last.to = to;
      else regions.push({ part, from, to, name });
    }
    return regions;
  });
}
