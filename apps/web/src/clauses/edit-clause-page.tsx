import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { troubleOf } from '../api/trouble';
import { useKeptForm } from '../pages/kept-form';
import { useSession } from '../pages/may';
import { Notice, Skeleton, TroubleNotice } from '../ui/feedback';
import { Lead, Stack } from '../ui/layout';
import { Breadcrumbs, PageHeading } from '../ui/page';
import { emptyForm, formOf } from './clause-values';
import { ClauseFormView } from './clause-form';
import { type Clause, clauseQuery } from './queries';

function Editor({ clause }: { clause: Clause }): ReactElement {
  const { utente } = useSession();
  // The draft goes on; without one the text in force is where a new version begins.
  const from =
    clause.versions.find(({ state }) => state === 'BOZZA') ?? clause.versions.find(({ inForce }) => inForce) ?? clause.versions[0];
  const draft = from?.state === 'BOZZA';
  const initial =
    from === undefined ? { ...emptyForm, code: clause.code } : formOf(clause.code, from.content, draft ? from.validFrom : clause.today);
  const form = useKeptForm(`clausola.${utente.id}.${clause.code}`, initial);
  return <ClauseFormView form={form} isNew={false} today={clause.today} />;
}

/** A new version of a clause. */
export function EditClausePage(): ReactElement {
  const { t } = useTranslation();
  const { code } = useParams({ from: '/riservata/modelli/clausole/$code/modifica' });
  const reading = useQuery(clauseQuery(code));
  if (reading.isPending) return <Skeleton rows={12} />;
  if (reading.error) return <TroubleNotice trouble={troubleOf(reading.error)} onRetry={() => void reading.refetch()} />;
  const clause = reading.data;
  const title = t('clausole.versioneDi', { codice: code, titolo: clause.title });
  return (
    <Stack gap="lg">
      <Breadcrumbs
        items={[
          { label: t('clausole.titolo'), to: '/modelli/clausole' },
          { label: code, to: '/modelli/clausole/$code', params: { code } },
          { label: t('clausole.nuovaVersione') },
        ]}
      />
      <PageHeading windowTitle={title}>{title}</PageHeading>
      <Lead>{t('clausole.versioneTesto')}</Lead>
      {clause.whyNot === null ? <Editor key={code} clause={clause} /> : <Notice tone="warning" title={clause.whyNot} />}
    </Stack>
  );
}
