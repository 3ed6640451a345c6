import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../announcements';
import { client } from '../api/client';
import { queryClient } from '../api/queries';
import { troubleOf } from '../api/trouble';
import { importedKindQuery } from '../community/queries';
import { readTextFile } from '../format/text-file';
import { useRequest } from '../pages/use-request';
import { useSession } from '../pages/may';
import { useKeptForm } from '../pages/kept-form';
import { Button, ButtonLink } from '../ui/button';
import { Notice, Skeleton, TroubleNotice } from '../ui/feedback';
import { TextArea } from '../ui/field';
import { FileDrop } from '../ui/file-drop';
import { Code, Facts, Lead, Muted, Row, Section, Stack } from '../ui/layout';
import { Breadcrumbs, PageHeading } from '../ui/page';
import { Table } from '../ui/table';
import { Differences } from './differences';
import { type KindExamination } from './queries';

const shortestMotivation = 20;

/** What is wrong, line by line, with the line itself as an editor shows it. */
function Findings({ text, findings }: { text: string; findings: KindExamination['findings'] }): ReactElement {
  const { t } = useTranslation();
  const lines = text.split('\n');
  return (
    <Section id="rilievi" title={t('tipi.rilievi', { count: findings.length })}>
      <Table
        caption={t('tipi.rilievi', { count: findings.length })}
        rows={findings}
        rowKey={({ path, message }) => `${path} ${message}`}
        columns={[
          { key: 'riga', title: t('tipi.riga'), main: true, cell: ({ line }) => (line === null ? '–' : t('tipi.rigaN', { n: line })) },
          {
            key: 'cosa',
            title: t('tipi.rilievo'),
            cell: ({ message, path, line }) => (
              <>
                {message}
                <br />
                <Muted>
                  <Code>{path}</Code>
                </Muted>
                {line !== null && (
                  <>
                    <br />
                    <Code>{(lines[line - 1] ?? '').trim().slice(0, 160)}</Code>
                  </>
                )}
              </>
            ),
          },
        ]}
      />
    </Section>
  );
}

function Publication({ text, examined }: { text: string; examined: KindExamination }): ReactElement {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const request = useRequest();
  const [motivation, setMotivation] = useState('');
  const [tried, setTried] = useState(false);
  const missing = motivation.trim().length < shortestMotivation;
  const publish = async (): Promise<void> => {
    setTried(true);
    if (missing) {
      document.getElementById('motivazione')?.focus();
      return;
    }
    const outcome = await request.send(() =>
      client.POST('/api/kinds/versions', { body: { text, sha256: examined.sha256, motivation: motivation.trim() } }),
    );
    if (!outcome.ok) return;
    await queryClient.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('/api/kinds') });
    announce(t('tipi.pubblicataOra', { versione: outcome.data.version }));
    await navigate({ to: '/tipi-di-fascicolo/$code/$version', params: outcome.data });
  };
  return (
    <Section id="pubblica" title={t('tipi.pubblica')}>
      <Stack>
        <Notice tone="info">
          <p>{t('tipi.pubblicaTesto')}</p>
        </Notice>
        <TextArea
          id="motivazione"
          label={t('tipi.motivazione')}
          hint={t('tipi.motivazioneAiuto')}
          error={tried && missing ? t('fascicolo.motivazioneManca') : undefined}
          rows={3}
          maxLength={4000}
          value={motivation}
          onChange={(event) => {
            setMotivation(event.target.value);
          }}
        />
        {request.trouble && <TroubleNotice trouble={request.trouble} />}
        <Row>
          <Button look="primary" busy={request.busy} onClick={() => void publish()}>
            {t('tipi.pubblicaVersione', { versione: examined.version ?? '' })}
          </Button>
          <ButtonLink to="/tipi-di-fascicolo">{t('azioni.annulla')}</ButtonLink>
        </Row>
      </Stack>
    </Section>
  );
}

function Examination({ text, examined }: { text: string; examined: KindExamination }): ReactElement {
  const { t } = useTranslation();
  const good = examined.findings.length === 0;
  return (
    <Stack gap="lg">
      <Notice tone={good ? 'success' : 'danger'} live="status" title={t(good ? 'tipi.regolare' : 'tipi.nonRegolare')}>
        <Facts
          items={[
            [t('tipi.tipo'), examined.title ?? t('tipi.nonSiLegge')],
            [t('tipi.versione'), examined.version ?? '–'],
            [t('tipi.confronto'), examined.against ?? t('tipi.nuovoTipo')],
          ]}
        />
      </Notice>
      {!good && <Findings text={text} findings={examined.findings} />}
      {examined.against !== null && (
        <Section id="differenze" title={t('tipi.differenzeDa', { versione: examined.against })}>
          <Differences differences={examined.differences} caption={t('tipi.differenzeDa', { versione: examined.against })} />
        </Section>
      )}
      {good && <Publication text={text} examined={examined} />}
    </Stack>
  );
}

/** A version before it is published: text, static check, differences, motivation. Nothing is kept until it is published. */
export function PublishKindPage(): ReactElement {
  const { t } = useTranslation();
  const { pacchetto, tipo } = useSearch({ from: '/riservata/tipi-di-fascicolo/nuova-versione' });
  return (
    <Stack gap="lg">
      <Breadcrumbs items={[{ label: t('tipi.titolo'), to: '/tipi-di-fascicolo' }, { label: t('tipi.nuova') }]} />
      <PageHeading windowTitle={t('tipi.nuova')}>{t('tipi.nuova')}</PageHeading>
      <Lead>{t('tipi.nuovaTesto')}</Lead>
      {pacchetto === undefined || tipo === undefined ? (
        <PublishKind keptAs="" given="" />
      ) : (
        <ImportedKind importId={pacchetto} code={tipo} />
      )}
    </Stack>
  );
}

/** The same with the text of a kind that came from another Province. */
function ImportedKind({ importId, code }: { importId: string; code: string }): ReactElement {
  const { t } = useTranslation();
  const found = useQuery(importedKindQuery(importId, code));
  if (found.isPending) return <Skeleton rows={8} />;
  if (found.error)
    return <TroubleNotice trouble={troubleOf(found.error)} retrying={found.isFetching} onRetry={() => void found.refetch()} />;
  return (
    <>
      <Notice tone="info" title={t('tipi.daPacchetto', { nome: found.data.signer })}>
        {t('tipi.daPacchettoTesto')}
      </Notice>
      <PublishKind keptAs={`.${importId}.${code}`} given={found.data.text} />
    </>
  );
}

/** @param keptAs names the text that is being written, apart from others */
function PublishKind({ keptAs, given }: { keptAs: string; given: string }): ReactElement {
  const { t } = useTranslation();
  const session = useSession();
  const form = useKeptForm(`tipi.${session.utente.id}${keptAs}`, { text: given });
  const request = useRequest();
  const [unreadable, setUnreadable] = useState(false);
  const [examined, setExamined] = useState<{ text: string; view: KindExamination } | null>(null);
  const { text } = form.values;
  const write = (next: string): void => {
    form.set({ text: next });
    setExamined(null);
  };
  const read = async (file: File): Promise<void> => {
    try {
      write((await readTextFile(file)).text);
      setUnreadable(false);
    } catch {
      setUnreadable(true);
    }
  };
  const examine = async (): Promise<void> => {
    const outcome = await request.send(() => client.POST('/api/kinds/examinations', { body: { text } }));
    if (outcome.ok) setExamined({ text, view: outcome.data });
  };
  return (
    <Stack gap="lg">
      <Stack>
        <FileDrop label={t('tipi.carica')} name={t('tipi.nuova')} hint={t('tipi.caricaAiuto')} onFile={(file) => void read(file)} />
        {unreadable && <Notice tone="danger" live="alert" title={t('tipi.fileIllegibile')} />}
        <TextArea
          id="testo"
          label={t('tipi.testoJson')}
          hint={t('tipi.testoJsonAiuto')}
          rows={18}
          spellCheck={false}
          value={text}
          onChange={(event) => {
            write(event.target.value);
          }}
        />
        {request.trouble && <TroubleNotice trouble={request.trouble} />}
        <Row>
          <Button
            look={examined === null ? 'primary' : 'secondary'}
            busy={request.busy}
            aria-disabled={text.trim() === ''}
            onClick={() => {
              if (text.trim() !== '') void examine();
            }}
          >
            {t('tipi.controlla')}
          </Button>
        </Row>
      </Stack>
      {examined && <Examination text={examined.text} examined={examined.view} />}
    </Stack>
  );
}
