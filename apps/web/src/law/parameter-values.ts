import { feastKeyPrefix } from '@gare/domain/law/feast-rows';
import { parameterUnit } from '@gare/domain/law/parameter-names';
import { type ParameterUnit } from '@gare/domain/law/parameters';
import { type ParameterProposal } from '@gare/domain/law/register';
import { formatEuro, formatNumber, readMoney } from '@gare/domain/money/money';
import { i18n } from '../i18n';

/** "5.404.000,00 €", "30 giorni", "0,5 ‰": a value of the register as people read it. */
export function valueInWords(value: string, unit: ParameterUnit): string {
  if (unit === 'text') return value;
  if (unit === 'EUR') return formatEuro(value);
  return i18n.t(`parametri.unita.${unit}`, { count: Number(value), valore: formatNumber(value) });
}

/** A proposal while it is typed: everything text, empty where not given. */
export interface ProposalForm {
  readonly action: 'AGGIUNTA' | 'RITIRO';
  readonly value: string;
  readonly from: string;
  readonly to: string;
  readonly cite: string;
  readonly confirmed: '' | 'SI' | 'NO';
  readonly motivation: string;
}

export const emptyProposal: ProposalForm = { action: 'AGGIUNTA', value: '', from: '', to: '', cite: '', confirmed: '', motivation: '' };

/** A number as it is typed in Italian, with the comma, as the register writes it; what cannot be read goes as it is and is refused with a reason. */
function numberOf(typed: string): string {
  const amount = readMoney(typed);
  if (amount.ok) return amount.value.replace(/\.00$/u, '');
  return typed.trim().replaceAll(/[.\s]/gu, '').replace(',', '.');
}

/** @param starts first days of the rows that count: on one of them the proposal takes a row's place. */
export function proposalOf(key: string, form: ProposalForm, starts: readonly string[]): ParameterProposal {
  const { action, from, to, cite, confirmed, motivation } = form;
  const named = { key, from, motivation: motivation.trim() };
  if (action === 'RITIRO') return { action, ...named };
  const value = (parameterUnit(key) ?? 'text') === 'text' ? form.value.trim() : numberOf(form.value);
  return {
    action,
    ...named,
    value,
    to: to === '' ? null : to,
    cite: cite.trim(),
    confirmed: confirmed === 'SI',
    replaces: starts.includes(from),
  };
}

/** The key of a feast on a day (`YYYY-MM-DD`) of any year. */
export const feastKeyOf = (day: string): string => `${feastKeyPrefix}${day.slice(5)}`;
