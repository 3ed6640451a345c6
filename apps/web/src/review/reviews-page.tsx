import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { firstWords } from '@gare/domain/review/reopening';
import { troubleOf } from '../api/trouble';
import { dayAndTime } from '../format/dates';
import { useDossier } from '../pages/dossier-frame';
import { Button, TextLink } from '../ui/button';
import { Badge, EmptyState, Notice, Skeleton, StatusText, TroubleNotice } from '../ui/feedback';
import { CardItem, CardList, Code, Lead, Muted, NextActionBox, Paragraph, PlainList, Row, Section, Stack, Subtitle } from '../ui/layout';
import { WhyNot } from '../ui/why-not';
import { AheadNotice } from './ahead-notice';
import { AskDialog } from './ask-dialog';
import { ApproveDialog } from './confirm-dialogs';
import { type ReviewDocument, type Reviews, reviewsQuery } from './queries';
import { ReviewCard } from './review-card';

/** Legal review of a dossier: what is asked of me, who is asked what, and each act with what was approved. */
export function ReviewsPage(): ReactElement {
  const dossier = useDossier();
  const reviews = useQuery(reviewsQuery(dossier.id));
  return (
    <Stack gap="lg">
      {reviews.isPending && <Skeleton rows={8} />}
      {reviews.error && (
        <TroubleNotice trouble={troubleOf(reviews.error)} retrying={reviews.isFetching} onRetry={() => void reviews.refetch()} />
      )}
      {reviews.data && <Shown dossierId={dossier.id} data={reviews.data} />}
    </Stack>
  );
}

function Shown({ dossierId, data }: { dossierId: string; data: Reviews }): ReactElement {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const reopened = data.documents.flatMap(({ reopened: why, ahead }) => (why === null || ahead !== null ? [] : [why]));
  return (
    <>
      <Lead>{t('revisione.spiega')}</Lead>
      {reopened.map((why) => (
        <Notice key={why} tone="warning" title={why} />
      ))}
      {data.documents.map((document) => (
        <AheadNotice key={document.code} dossierId={dossierId} document={document} />
      ))}
      <Mine dossierId={dossierId} data={data} />
      <Section
        id="revisioni"
        title={t('revisione.titolo')}
        aside={
          data.whyNot.ask === null ? (
            <Button
              look="primary"
              onClick={() => {
                setAsking(true);
              }}
            >
              {t('revisione.chiedi')}
            </Button>
          ) : (
            <WhyNot id="perche-chiedere" reason={data.whyNot.ask} />
          )
        }
      >
        {data.reviews.length === 0 ? (
          <EmptyState title={t('revisione.nessuna')}>
            <Paragraph>{t('revisione.nessunaTesto')}</Paragraph>
          </EmptyState>
        ) : (
          <CardList label={t('revisione.titolo')}>
            {data.reviews.map((review) => (
              <ReviewCard key={review.id} dossierId={dossierId} review={review} documents={data.documents} />
            ))}
          </CardList>
        )}
      </Section>
      <Acts dossierId={dossierId} data={data} />
      <Frozen data={data} />
      {asking && (
        <AskDialog
          dossierId={dossierId}
          data={data}
          onClose={() => {
            setAsking(false);
          }}
        />
      )}
    </>
  );
}

/** What is asked of the caller now; nothing where nothing is. */
function Mine({ dossierId, data }: { dossierId: string; data: Reviews }): ReactElement | null {
  const { t } = useTranslation();
  const asked = data.reviews.filter(({ mine }) => mine);
  const codes = new Set(asked.flatMap(({ documents }) => documents));
  if (asked.length === 0) return null;
  return (
    <NextActionBox id="chiesto-a-me" title={t('revisione.chiestoATe')}>
      <Paragraph>{t('revisione.passi')}</Paragraph>
      <PlainList label={t('revisione.daRivedere')}>
        {data.documents
          .filter(({ code }) => codes.has(code))
          .map(({ code, title, lastRead, version, ahead }) => (
            <li key={code}>
              <TextLink strong to="/fascicoli/$dossierId/revisione/documento/$code" params={{ dossierId, code }}>
                {`${title} (${code})`}
              </TextLink>{' '}
              <Muted>
                {ahead !== null
                  ? t('revisione.attendeVersione')
                  : lastRead === null
                    ? t('revisione.maiLetto')
                    : lastRead === version
                      ? t('revisione.lettoTutto')
                      : t('revisione.cambiatoDaLettura')}
              </Muted>
            </li>
          ))}
      </PlainList>
    </NextActionBox>
  );
}

function Acts({ dossierId, data }: { dossierId: string; data: Reviews }): ReactElement {
  const { t } = useTranslation();
  const [approving, setApproving] = useState(false);
  const asked = new Set(data.reviews.flatMap(({ documents }) => documents));
  const shown = data.documents.filter(({ code, legal, technical }) => legal || technical || asked.has(code));
  const technical = data.documents.filter((document) => document.technical);
  const isMissing = ({ approvals }: ReviewDocument): boolean => !approvals.some(({ kind, standing }) => kind === 'TECNICA' && standing);
  const missing = technical.some(isMissing);
  return (
    <Section
      id="atti"
      title={t('revisione.atti')}
      aside={
        missing && data.whyNot.technical === null ? (
          <Button
            onClick={() => {
              setApproving(true);
            }}
          >
            {t('revisione.approvaTecnica')}
          </Button>
        ) : undefined
      }
    >
      {shown.length === 0 ? (
        <EmptyState title={t('revisione.nessunAtto')} />
      ) : (
        <CardList label={t('revisione.atti')}>
          {shown.map((document) => (
            <OneAct key={document.code} dossierId={dossierId} document={document} />
          ))}
        </CardList>
      )}
      {approving && (
        <ApproveDialog
          dossierId={dossierId}
          documents={technical.filter(isMissing)}
          onClose={() => {
            setApproving(false);
          }}
        />
      )}
    </Section>
  );
}

function OneAct({ dossierId, document }: { dossierId: string; document: ReviewDocument }): ReactElement {
  const { t } = useTranslation();
  const { code, title, version, legal, technical, openBlocks, openAdvice, approvals, reopened, comments } = document;
  return (
    <CardItem>
      <Stack gap="sm">
        <Row align="between">
          <Subtitle>
            <TextLink strong to="/fascicoli/$dossierId/revisione/documento/$code" params={{ dossierId, code }}>
              {`${title} (${code})`}
            </TextLink>
          </Subtitle>
          <Row>
            {legal && <Badge tone="info">{t('revisione.legale')}</Badge>}
            {technical && <Badge>{t('revisione.tecnica')}</Badge>}
          </Row>
        </Row>
        <Muted>{version === null ? t('revisione.senzaVersione') : t('revisione.versione', { versione: version })}</Muted>
        {openBlocks > 0 && (
          <StatusText tone="danger" icon="it-error">
            {t('revisione.rilieviBloccanti', { count: openBlocks })}
          </StatusText>
        )}
        {comments.length > 0 && (
          <PlainList label={t('revisione.commentiBloccanti')}>
            {comments.map(({ id, quote, text, by, ente }) => (
              <li key={id}>
                <TextLink to="/fascicoli/$dossierId/redazione/$code" params={{ dossierId, code }}>
                  {t('revisione.commentoSu', { parole: firstWords(quote), chi: by })}
                </TextLink>{' '}
                <Muted>{`${ente}${text === null ? '' : `: ${firstWords(text, 160)}`}`}</Muted>
              </li>
            ))}
          </PlainList>
        )}
        {openAdvice > 0 && (
          <StatusText tone="warning" icon="it-warning-circle">
            {t('revisione.rilieviConsigli', { count: openAdvice })}
          </StatusText>
        )}
        {reopened !== null && (
          <StatusText tone="warning" icon="it-warning-circle">
            {reopened}
          </StatusText>
        )}
        {approvals.map((approval) => (
          <StatusText
            key={`${approval.kind} ${approval.at} ${approval.by}`}
            tone={approval.standing ? 'success' : 'muted'}
            icon={approval.standing ? 'it-check-circle' : 'it-info-circle'}
          >
            {t(approval.standing ? 'revisione.approvatoDa' : 'revisione.approvatoPrima', {
              chi: approval.by,
              quando: dayAndTime(approval.at),
              versione: approval.version,
            })}{' '}
            <Code short>{approval.sha256.slice(0, 16)}</Code>
          </StatusText>
        ))}
      </Stack>
    </CardItem>
  );
}

const decisionTones = { ASSENTE: 'muted', ILLEGGIBILE: 'danger', CONFORME: 'success', DIVERSA: 'danger' } as const;

/** What was approved when the drafting was closed; the decision is taken on exactly that. */
function Frozen({ data: { frozen } }: { data: Reviews }): ReactElement | null {
  const { t } = useTranslation();
  if (frozen === null) return null;
  return (
    <Section id="fissati" title={t('revisione.fissati')}>
      <Stack gap="sm">
        <Paragraph>{t('revisione.fissatiTesto', { chi: frozen.by, quando: dayAndTime(frozen.at) })}</Paragraph>
        <StatusText
          tone={decisionTones[frozen.decision.state]}
          icon={frozen.decision.state === 'CONFORME' ? 'it-check-circle' : 'it-info-circle'}
        >
          {frozen.decision.sentence}
        </StatusText>
        {frozen.unlike.length > 0 && <Notice tone="danger" title={t('revisione.diversi', { atti: frozen.unlike.join(', ') })} />}
        <PlainList label={t('revisione.fissati')}>
          {frozen.documents.map(({ code, version, sha256, unapproved, draftLeft }) => (
            <li key={code}>
              {`${code}, ${t('revisione.versione', { versione: version })}`} <Code>{sha256}</Code>{' '}
              {unapproved && <Badge tone="warning">{t('revisione.fissatoSenza')}</Badge>}{' '}
              {draftLeft && <Badge tone="warning">{t('revisione.fissatoBozza')}</Badge>}
            </li>
          ))}
        </PlainList>
      </Stack>
    </Section>
  );
}
