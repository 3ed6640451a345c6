import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { recently, shortDay } from '../format/dates';
import { Facts } from '../ui/layout';
import { type Provenance } from './queries';

/** Where a value comes from: kind, act, rule with its article, row of the law. */
export function ProvenanceDetails({ provenance }: { provenance: Provenance }): ReactElement {
  const { t } = useTranslation();
  const { kind, by, at, derivation, parameter } = provenance;
  const rule = derivation === null ? null : [derivation.rule, derivation.cite].filter((text) => text !== null).join(' ');
  const row =
    parameter === null ? null : t('fatti.dal', { chiave: parameter.key, giorno: shortDay(parameter.from), fonte: parameter.cite });
  const items: (readonly [string, string])[] = [[t('fatti.origine'), t(`fatti.kind.${kind}`)]];
  if (by !== null && at !== null) items.push([t('fatti.ultimoAtto'), t('fatti.scritto', { chi: by, quando: recently(at, new Date()) })]);
  else if (kind === 'SCHEDA') items.push([t('fatti.ultimoAtto'), t('fatti.mai')]);
  if (rule !== null) items.push([t('fatti.regola'), rule]);
  if (row !== null) items.push([t('fatti.fonte'), row]);
  return <Facts items={items} />;
}
