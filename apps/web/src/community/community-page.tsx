import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../announcements';
import { queryClient } from '../api/queries';
import { type Trouble, troubleOf } from '../api/trouble';
import { uploadFile } from '../api/upload-file';
import { shortDay } from '../format/dates';
import { LibraryTabs } from '../library/library-heading';
import { TextLink } from '../ui/button';
import { EmptyState, ProgressBar, Skeleton, TroubleNotice } from '../ui/feedback';
import { FileDrop } from '../ui/file-drop';
import { Code, Lead, Muted, Section, Stack } from '../ui/layout';
import { PageHeading } from '../ui/page';
import { Table } from '../ui/table';
import { WhyNot } from '../ui/why-not';
import { BundleForm } from './bundle-form';
import { type Community, type CommunityImport, communityQuery } from './queries';
import { Signers } from './signers';

/** Takes a bundle in and goes to what it holds; a refused one says the file at fault, and nothing has changed. */
function Receive(): ReactElement {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [progress, setProgress] = useState<number | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const take = async (file: File): Promise<void> => {
    setTrouble(null);
    setProgress(0);
    try {
      const taken = (await uploadFile('/api/community/imports', file, setProgress)) as CommunityImport;
      await queryClient.invalidateQueries({ queryKey: communityQuery().queryKey });
      announce(t('condivisione.ricevuto'));
      await navigate({ to: '/modelli/condivisione/$importId', params: { importId: taken.id } });
    } catch (error) {
      setTrouble(troubleOf(error));
    } finally {
      setProgress(null);
    }
  };
  return (
    <Stack gap="sm">
      <Muted>{t('condivisione.caricaTesto')}</Muted>
      <FileDrop
        id="pacchetto"
        label={t('condivisione.scegliFile')}
        name={t('condivisione.delPacchetto')}
        hint={t('condivisione.trascina')}
        onFile={(file) => void take(file)}
      />
      {progress !== null && <ProgressBar value={progress} label={t('condivisione.controllo')} />}
      {trouble && <TroubleNotice trouble={trouble} />}
    </Stack>
  );
}

function Imports({ imports }: { imports: Community['imports'] }): ReactElement {
  const { t } = useTranslation();
  if (imports.length === 0) return <EmptyState title={t('condivisione.nessunPacchetto')} />;
  return (
    <Table
      caption={t('condivisione.ricevuti')}
      rows={imports}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'pacchetto',
          title: t('condivisione.pacchetto'),
          main: true,
          cell: ({ id, fileName }) => (
            <TextLink to="/modelli/condivisione/$importId" params={{ importId: id }}>
              {fileName}
            </TextLink>
          ),
        },
        { key: 'da', title: t('condivisione.firmatoDa'), cell: ({ signer }) => signer },
        { key: 'quando', title: t('condivisione.quando'), cell: ({ at, by }) => `${shortDay(at)}, ${by}` },
        {
          key: 'contenuto',
          title: t('condivisione.contenuto'),
          cell: ({ clauses, models, kinds }) =>
            [
              t('condivisione.clausole', { count: clauses }),
              t('condivisione.modelli', { count: models }),
              t('condivisione.tipi', { count: kinds }),
            ].join(', '),
        },
      ]}
    />
  );
}

/** Models and clauses given to other Provinces and received from them. */
export function CommunityPage(): ReactElement {
  const { t } = useTranslation();
  const community = useQuery(communityQuery());
  const { data } = community;
  const own = data?.signers.find((signer) => signer.own);
  return (
    <Stack gap="lg">
      <PageHeading windowTitle={t('condivisione.titolo')}>{t('condivisione.titolo')}</PageHeading>
      <LibraryTabs />
      <Lead>{t('condivisione.testo')}</Lead>
      {community.isPending && <Skeleton rows={8} />}
      {community.error && (
        <TroubleNotice trouble={troubleOf(community.error)} retrying={community.isFetching} onRetry={() => void community.refetch()} />
      )}
      {data && (
        <>
          <Section id="ricevi" title={t('condivisione.ricevi')}>
            <Stack>
              {data.whyNot === null ? <Receive /> : <WhyNot id="perche-non-ricevere" reason={data.whyNot} />}
              <Imports imports={data.imports} />
            </Stack>
          </Section>
          {data.whyNot === null && own !== undefined && (
            <Section id="prepara" title={t('condivisione.prepara')}>
              <BundleForm offers={data.offers} />
            </Section>
          )}
          <Section id="chiavi" title={t('condivisione.chiavi')}>
            <Stack>
              <Muted>{t('condivisione.chiaviTesto')}</Muted>
              {own !== undefined && (
                <p>
                  {t('condivisione.tuaChiave')} <Code>{own.publicKey}</Code>
                </p>
              )}
              <Signers data={data} />
            </Stack>
          </Section>
        </>
      )}
    </Stack>
  );
}
