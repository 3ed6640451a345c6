import { type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { FieldFactsButton } from '../facts/field-facts-button';
import { recently } from '../format/dates';
import { Notes } from '../ui/notes';
import { type FormField } from './form-field';
import { useSheet, useSheetTools } from './sheet-context';

/** Why a field is asked, when it is needed, an example of how it is written. */
export function useHint(field: FormField): string | undefined {
  const { t } = useTranslation();
  const parts: string[] = [];
  if (field.hint !== undefined) parts.push(field.hint);
  if (field.requiredFor !== undefined) parts.push(t('modulo.servePer', { scopo: field.requiredFor }));
  if (field.kind === 'codes') parts.push(t('modulo.piuCodici'));
  if (field.kind === 'code' && typeof field.sample === 'string') parts.push(t('modulo.esempio', { esempio: field.sample }));
  return parts.length === 0 ? undefined : parts.join(' ');
}

/** What stands under a field: failed checks that point here, who wrote it and when. */
export function useNote({ label }: Pick<FormField, 'label'>, path: string, inWords?: string): ReactNode {
  const { t } = useTranslation();
  const { checksAt } = useSheetTools();
  const stamp = useSheet((state) => state.stamps.get(path));
  const pending = useSheet((state) => state.pending.has(path));
  const checks = checksAt.get(path) ?? [];
  const lines: ReactElement[] = [];
  if (inWords !== undefined && inWords !== '') lines.push(<Notes.Words key="words">{inWords}</Notes.Words>);
  for (const check of checks) {
    lines.push(
      <Notes.Check key={check.checkId} severe={check.severity === 'BLOCK' || check.severity === 'ERROR'}>
        {check.message} <Notes.Cite>{check.cite}</Notes.Cite>
      </Notes.Check>,
    );
  }
  if (pending) lines.push(<Notes.Stamp key="pending">{t('modulo.inSalvataggio')}</Notes.Stamp>);
  else if (stamp)
    lines.push(
      <Notes.Stamp key="stamp">{t('modulo.ultimaModifica', { chi: stamp.by, quando: recently(stamp.at, new Date()) })}</Notes.Stamp>,
    );
  lines.push(<FieldFactsButton key="facts" path={path} label={label} />);
  return lines;
}
