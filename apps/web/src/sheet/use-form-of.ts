import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type SubjectSchema } from '@gare/domain/kinds/kind-schema';
import { type Sheet } from '../api/client';
import { tenderForm } from './field-tree';
import { type SheetForm } from './form-field';
import { subjectForm } from './subject-form';

/** The schema does not change while the dossier stays on its version of the kind: compared by what it says, not by who it is. */
export function useFormOf(schema: Sheet['schema']): SheetForm {
  const { t } = useTranslation();
  const text = JSON.stringify(schema);
  const toComplete = t('scheda.perCompletare');
  return useMemo(() => {
    const subject = JSON.parse(text) as SubjectSchema | null;
    return subject === null ? tenderForm : subjectForm(subject, toComplete);
  }, [text, toComplete]);
}
