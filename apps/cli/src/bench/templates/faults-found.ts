import { type Measurement, type Tell } from '../figure.js';
import { carbone, docxtemplater, easyTemplateX, product, type Engine } from './fault-engines.js';
import { seededFaults } from './fault-matrix.js';

const description =
  'Twelve templates with one fault each, as they come out of Word (two of them only look like faults and must be filled in rightly). The product must tell each with its paragraph and what to do; a peer, in its default settings, must refuse with an error of any kind.';

/** The product alone: all of them. */
export const faultsFound: Measurement = {
  terms: { figure: 'template-faults', unit: 'faults', peer: null, target: seededFaults.length, mustBe: 'atLeast', description },
  measure: async (tell) => [{ value: await count(product, tell) }],
};

const beside = (engine: Engine): Measurement => ({
  terms: {
    figure: `template-faults-${engine.name}`,
    ...{ unit: 'faults', peer: engine.name, target: 1, mustBe: 'atLeast', description: `The same twelve, beside ${engine.name}.` },
  },
  measure: async (tell) => [{ value: await count(product, tell), peer: await count(engine, tell) }],
});

export const faultsBesidePeers: readonly Measurement[] = [docxtemplater, easyTemplateX, carbone].map(beside);

async function count(engine: Engine, tell: Tell): Promise<number> {
  let found = 0;
  const missed: string[] = [];
  for (const fault of seededFaults) {
    if (await engine.handles(fault)) found += 1;
    else missed.push(`${fault.number} ${fault.name}`);
  }
  tell(`  ${engine.name}: ${found} of ${seededFaults.length}${missed.length === 0 ? '' : `; not: ${missed.join(', ')}`}`);
  return found;
}
