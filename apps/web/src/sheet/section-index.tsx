import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useSheet, useSheetTools } from './sheet-context';
import { useForm } from './form-field';
import { SideIndex } from '../ui/side-index';

/** The sections with what is to be mended in each. */
export function SectionIndex({ dossierId, current, checking }: { dossierId: string; current: string; checking: boolean }): ReactElement {
  const { t } = useTranslation();
  const { checksAt } = useSheetTools();
  const { sections, sectionOf } = useForm();
  const drafts = useSheet((state) => state.drafts);
  const troubles = new Map<string, Set<string>>();
  const count = (path: string, key: string): void => {
    const section = sectionOf(path);
    troubles.set(section, (troubles.get(section) ?? new Set()).add(key));
  };
  for (const [path, results] of checksAt) {
    for (const result of results) if (result.severity === 'BLOCK' || result.severity === 'ERROR') count(path, result.checkId);
  }
  for (const path of drafts.keys()) count(path, path);
  return (
    <SideIndex
      label={t('scheda.indice')}
      note={checking ? t('scheda.verificheInCorso') : undefined}
      items={sections.map(({ id, label }, position) => ({
        key: id,
        label: `${position + 1}. ${label}`,
        dossierId,
        current: id === current,
        count: troubles.get(id)?.size ?? 0,
        countWords: t('scheda.daSistemare', { count: troubles.get(id)?.size ?? 0 }),
      }))}
    />
  );
}
