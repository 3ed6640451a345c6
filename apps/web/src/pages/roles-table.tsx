import { type TFunction } from 'i18next';
import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { type RoleAssignment } from '../api/client';
import { shortDay } from '../format/dates';
import { Button } from '../ui/button';
import { Badge, type BadgeTone } from '../ui/feedback';
import { Muted, Row, Strong } from '../ui/layout';
import { type Column, Table } from '../ui/table';

interface RolesTableProps {
  readonly rows: readonly RoleAssignment[];
  /** Every assignment of the body, for the names of those who delegate. */
  readonly all: readonly RoleAssignment[];
  /** Null where the person may not. */
  readonly onEnd: ((assignment: RoleAssignment) => void) | null;
  readonly onSessions: ((person: RoleAssignment['persona']) => void) | null;
  readonly onAccount: ((personId: string) => void) | null;
}

/** What is to be said of an assignment today. */
function standing(t: TFunction, { inForce, dal, revocatoDal }: RoleAssignment): { readonly tone: BadgeTone; readonly words: string } {
  if (inForce && revocatoDal !== null) return { tone: 'warning', words: t('incarichi.finisceDal', { giorno: shortDay(revocatoDal) }) };
  if (inForce) return { tone: 'success', words: t('incarichi.stato.inCarica') };
  const future = Date.parse(dal) > Date.now() && revocatoDal === null;
  return future ? { tone: 'info', words: t('incarichi.stato.futuro') } : { tone: 'neutral', words: t('incarichi.stato.finito') };
}

function Validity({ assignment: { dal, al } }: { assignment: RoleAssignment }): ReactElement {
  const { t } = useTranslation();
  return (
    <>
      {t('incarichi.dal', { giorno: shortDay(dal) })}
      <br />
      {al === null ? <Muted>{t('incarichi.senzaFine')}</Muted> : t('incarichi.al', { giorno: shortDay(al) })}
    </>
  );
}

function Act({ act }: { act: RoleAssignment['atto'] }): ReactElement {
  const { t } = useTranslation();
  if (act === null) return <Muted>{t('incarichi.senzaAtto')}</Muted>;
  return (
    <>
      {t('incarichi.atto', { tipo: act.tipo, numero: act.numero, giorno: shortDay(act.data) })}
      <br />
      <Muted>{act.organo}</Muted>
    </>
  );
}

function Actions({
  row,
  onEnd,
  onSessions,
  onAccount,
}: Pick<RolesTableProps, 'onEnd' | 'onSessions' | 'onAccount'> & { row: RoleAssignment }): ReactElement {
  const { t } = useTranslation();
  const ends = onEnd !== null && row.revocatoDal === null && (row.al === null || Date.parse(row.al) > Date.now());
  const named = { persona: row.persona.nome, ruolo: t(`ruoli.${row.role}`) };
  return (
    <Row>
      {ends && (
        <Button
          small
          aria-label={t('incarichi.finisciDi', named)}
          onClick={() => {
            onEnd(row);
          }}
        >
          {t('incarichi.finisci')}
        </Button>
      )}
      {onSessions !== null && (
        <Button
          small
          look="quiet"
          aria-label={t('incarichi.sessioniDi', named)}
          onClick={() => {
            onSessions(row.persona);
          }}
        >
          {t('incarichi.sessioni')}
        </Button>
      )}
      {onAccount !== null && (
        <Button
          small
          look="quiet"
          aria-label={t('persone.accessoDi', named)}
          onClick={() => {
            onAccount(row.persona.id);
          }}
        >
          {t('persone.accesso')}
        </Button>
      )}
    </Row>
  );
}

export function RolesTable({ rows, all, onEnd, onSessions, onAccount }: RolesTableProps): ReactElement {
  const { t } = useTranslation();
  const nameOf = new Map(all.map((item) => [item.id, item.persona.nome]));
  const columns: Column<RoleAssignment>[] = [
    {
      key: 'persona',
      title: t('incarichi.colonnaPersona'),
      main: true,
      cell: (row) => (
        <>
          <Strong>{row.persona.nome}</Strong>
          {row.delegateOf !== null && (
            <>
              <br />
              <Muted>{t('incarichi.delegatoDi', { persona: nameOf.get(row.delegateOf) ?? '' })}</Muted>
            </>
          )}
        </>
      ),
    },
    { key: 'ruolo', title: t('incarichi.colonnaRuolo'), cell: (row) => t(`ruoli.${row.role}`) },
    { key: 'periodo', title: t('incarichi.colonnaPeriodo'), cell: (row) => <Validity assignment={row} /> },
    { key: 'atto', title: t('incarichi.colonnaAtto'), cell: (row) => <Act act={row.atto} /> },
    {
      key: 'stato',
      title: t('incarichi.colonnaStato'),
      cell: (row) => {
        const { tone, words } = standing(t, row);
        return <Badge tone={tone}>{words}</Badge>;
      },
    },
  ];
  if (onEnd !== null || onSessions !== null) {
    columns.push({
      key: 'azioni',
      title: t('incarichi.colonnaAzioni'),
      cell: (row) => <Actions row={row} onEnd={onEnd} onSessions={onSessions} onAccount={onAccount} />,
    });
  }
  return <Table caption={t('incarichi.tabella')} columns={columns} rows={rows} rowKey={(row) => row.id} />;
}
