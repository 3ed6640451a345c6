import { useQuery } from '@tanstack/react-query';
import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { troubleOf } from '../api/trouble';
import { useKeptForm } from '../pages/kept-form';
import { useSession } from '../pages/may';
import { Notice, Skeleton, TroubleNotice } from '../ui/feedback';
import { Lead, Stack } from '../ui/layout';
import { Breadcrumbs, PageHeading } from '../ui/page';
import { emptyForm } from './clause-values';
import { ClauseFormView } from './clause-form';
import { clausesQuery } from './queries';

function Editor({ today }: { today: string }): ReactElement {
  const { utente } = useSession();
  const form = useKeptForm(`clausola.${utente.id}.nuova`, { ...emptyForm, validFrom: today });
  return <ClauseFormView form={form} isNew today={today} />;
}

/** A clause of the Province's own. */
export function NewClausePage(): ReactElement {
  const { t } = useTranslation();
  const list = useQuery(clausesQuery());
  return (
    <Stack gap="lg">
      <Breadcrumbs items={[{ label: t('clausole.titolo'), to: '/modelli/clausole' }, { label: t('clausole.nuova') }]} />
      <PageHeading windowTitle={t('clausole.nuova')}>{t('clausole.nuova')}</PageHeading>
      <Lead>{t('clausole.nuovaTesto')}</Lead>
      {list.isPending && <Skeleton rows={10} />}
      {list.error && <TroubleNotice trouble={troubleOf(list.error)} onRetry={() => void list.refetch()} />}
      {list.data && (list.data.whyNot === null ? <Editor today={list.data.today} /> : <Notice tone="warning" title={list.data.whyNot} />)}
    </Stack>
  );
}
