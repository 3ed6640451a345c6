import { useQuery } from '@tanstack/react-query';
import { type TFunction } from 'i18next';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ReviewGrant, reviewGrantsQuery } from '../api/register-queries';
import { troubleOf } from '../api/trouble';
import { dayAndTime, shortDay } from '../format/dates';
import { Button } from '../ui/button';
import { Badge, type BadgeTone, EmptyState, Notice, Skeleton, TroubleNotice } from '../ui/feedback';
import { Muted, Paragraph, Section, Stack, Strong } from '../ui/layout';
import { type Column, Table } from '../ui/table';
import { WhyNot } from '../ui/why-not';
import { useDossier } from './dossier-frame';
import { romeToday } from './ledger-entry';
import { permissionOn } from './permission-on';
import { ReviewGrantDialog } from './review-grant-dialog';
import { ReviewGrantEndDialog } from './review-grant-end-dialog';

/** What is to be said of a leave today. */
function standing(t: TFunction, { inForce, dal, revocatoDal }: ReviewGrant): { readonly tone: BadgeTone; readonly words: string } {
  if (revocatoDal !== null) return { tone: 'neutral', words: t('revisori.stato.revocato', { giorno: shortDay(revocatoDal) }) };
  if (inForce) return { tone: 'success', words: t('revisori.stato.inCorso') };
  return dal > romeToday() ? { tone: 'info', words: t('revisori.stato.futuro') } : { tone: 'neutral', words: t('revisori.stato.scaduto') };
}

const mayEnd = ({ revocatoDal, al }: ReviewGrant): boolean => revocatoDal === null && al >= romeToday();

function GrantsTable({ rows, onEnd }: { rows: readonly ReviewGrant[]; onEnd: ((grant: ReviewGrant) => void) | null }): ReactElement {
  const { t } = useTranslation();
  const columns: Column<ReviewGrant>[] = [
    {
      key: 'persona',
      title: t('revisori.persona'),
      main: true,
      cell: (row) => (
        <>
          <Strong>{row.person.nome}</Strong>
          <br />
          <Muted>{row.reason}</Muted>
        </>
      ),
    },
    {
      key: 'periodo',
      title: t('revisori.periodo'),
      cell: (row) => (
        <>
          {t('incarichi.dal', { giorno: shortDay(row.dal) })}
          <br />
          {t('incarichi.al', { giorno: shortDay(row.al) })}
        </>
      ),
    },
    {
      key: 'chi',
      title: t('revisori.chi'),
      cell: (row) => (
        <>
          {row.grantedBy}
          <br />
          <Muted>
            <time dateTime={row.grantedAt}>{dayAndTime(row.grantedAt)}</time>
          </Muted>
        </>
      ),
    },
    {
      key: 'stato',
      title: t('revisori.oggi'),
      cell: (row) => {
        const { tone, words } = standing(t, row);
        return <Badge tone={tone}>{words}</Badge>;
      },
    },
  ];
  if (onEnd !== null && rows.some(mayEnd)) {
    columns.push({
      key: 'azioni',
      title: t('movimenti.azioni'),
      cell: (row) =>
        mayEnd(row) ? (
          <Button
            small
            aria-label={t('revisori.revocaDi', { persona: row.person.nome })}
            onClick={() => {
              onEnd(row);
            }}
          >
            {t('revisori.revoca')}
          </Button>
        ) : (
          <Muted>{t('movimenti.nessunaAzione')}</Muted>
        ),
    });
  }
  return <Table caption={t('revisori.titolo')} columns={columns} rows={rows} rowKey={(row) => row.id} />;
}

function Grants({ dossierId, onEnd }: { dossierId: string; onEnd: ((grant: ReviewGrant) => void) | null }): ReactElement {
  const { t } = useTranslation();
  const grants = useQuery(reviewGrantsQuery(dossierId));
  if (grants.isPending) return <Skeleton rows={4} />;
  if (grants.error)
    return <TroubleNotice trouble={troubleOf(grants.error)} retrying={grants.isFetching} onRetry={() => void grants.refetch()} />;
  if (grants.data.items.length === 0) return <EmptyState title={t('revisori.nessuno')} />;
  return (
    <>
      <GrantsTable rows={grants.data.items} onEnd={onEnd} />
      <Muted>{t('revisori.nienteSiCancella')}</Muted>
    </>
  );
}

/** Lawyers from outside with leave to review this one dossier: who, from when to when, who let them in. */
export function ReviewGrantsPage(): ReactElement {
  const { t } = useTranslation();
  const dossier = useDossier();
  const mayGive = permissionOn(dossier, 'review.grant');
  const mayRead = permissionOn(dossier, 'audit.read');
  const [giving, setGiving] = useState(false);
  const [ending, setEnding] = useState<ReviewGrant | null>(null);
  return (
    <Section
      id="revisori"
      title={t('revisori.titolo')}
      aside={
        mayGive.allowed && (
          <Button
            look="primary"
            icon="it-plus"
            onClick={() => {
              setGiving(true);
            }}
          >
            {t('revisori.dai')}
          </Button>
        )
      }
    >
      <Stack>
        <Paragraph>{t('revisori.testo')}</Paragraph>
        {!mayGive.allowed && <WhyNot id="revisori-perche" summary={t('revisori.perche')} reason={mayGive.reason} />}
        {mayRead.allowed ? (
          <Grants dossierId={dossier.id} onEnd={mayGive.allowed ? setEnding : null} />
        ) : (
          <Notice tone="info" title={t('revisori.nonPuoiLeggere')}>
            <p>{mayRead.reason}</p>
          </Notice>
        )}
      </Stack>
      {giving && (
        <ReviewGrantDialog
          dossier={dossier}
          onClose={() => {
            setGiving(false);
          }}
        />
      )}
      {ending && (
        <ReviewGrantEndDialog
          dossierId={dossier.id}
          grant={ending}
          onClose={() => {
            setEnding(null);
          }}
        />
      )}
    </Section>
  );
}
