import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../announcements';
import { client } from '../api/client';
import { queryClient } from '../api/queries';
import { troubleOf } from '../api/trouble';
import { dayAndTime } from '../format/dates';
import { useRequest } from '../pages/use-request';
import { Button } from '../ui/button';
import { Badge, EmptyState, Skeleton, TroubleNotice } from '../ui/feedback';
import { CardList, Code, Disclosure, Muted, PlainList, Row, Section, Stack } from '../ui/layout';
import { WhyNot } from '../ui/why-not';
import { ChecklistItemCard } from './checklist-item';
import { checklistsQuery, type Checklist } from './queries';

const tones = { DA_COMPILARE: 'warning', COMPILATA: 'info', FIRMATA: 'success' } as const;

/** Who signed what, and what lost its force. */
function Signatures({ list }: { list: Checklist }): ReactElement | null {
  const { t } = useTranslation();
  if (list.signatures.length === 0) return null;
  return (
    <PlainList label={t('liste.firme')}>
      {list.signatures.map(({ id, step, person, role, at, hash, voided }) => (
        <li key={id}>
          {t(`liste.atto.${step}`, { chi: person, ruolo: role, quando: dayAndTime(at) })} <Code>{hash.slice(0, 16)}</Code>{' '}
          {voided !== null && (
            <Muted>{t('liste.decaduta', { quando: dayAndTime(voided.at), chi: voided.by, motivo: voided.reason })}</Muted>
          )}
        </li>
      ))}
    </PlainList>
  );
}

function SignButton({ dossierId, list }: { dossierId: string; list: Checklist }): ReactElement {
  const { t } = useTranslation();
  const request = useRequest();
  const sign = async (): Promise<void> => {
    const answer = await request.send(() =>
      client.POST('/api/dossiers/{dossierId}/checklists/{checklist}/signatures', {
        params: { path: { dossierId, checklist: list.code } },
        body: { hash: list.hash },
      }),
    );
    await queryClient.invalidateQueries({ queryKey: checklistsQuery(dossierId).queryKey });
    if (answer.ok) announce(t('liste.firmata', { titolo: list.title }));
  };
  const reason = list.whyNot.sign;
  const reasonId = `firma-perche-${list.code}`;
  return (
    <Stack gap="sm">
      <Row>
        <Button
          look="primary"
          icon="it-check"
          busy={request.busy}
          aria-disabled={reason !== null}
          aria-describedby={reason === null ? undefined : reasonId}
          onClick={() => {
            if (reason === null) void sign();
          }}
        >
          {t(list.standing === 'COMPILATA' ? 'liste.controfirma' : 'liste.firma')}
        </Button>
        {list.file !== null && (
          <a href={`/api/dossiers/${dossierId}/attachments/${list.file.attachmentId}/file`} download>
            {t('liste.scarica', { titolo: list.title })}
          </a>
        )}
      </Row>
      <WhyNot id={reasonId} reason={list.standing === 'FIRMATA' ? null : reason} />
      {request.trouble && <TroubleNotice trouble={request.trouble} />}
    </Stack>
  );
}

function OneChecklist({
  dossierId,
  list,
  documents,
}: {
  dossierId: string;
  list: Checklist;
  documents: readonly { readonly code: string; readonly title: string }[];
}): ReactElement {
  const { t } = useTranslation();
  const done = list.items.filter(({ gap }) => gap === null).length;
  return (
    <Section
      id={`lista-${list.code}`}
      title={list.title}
      aside={<Badge tone={tones[list.standing]}>{t(`liste.stato.${list.standing}`)}</Badge>}
    >
      <Stack gap="sm">
        <Muted>
          {t('liste.chi', { compila: list.compiledBy.title, controfirma: list.countersignedBy?.title ?? t('liste.nessuno') })}{' '}
          {t('liste.punti', { fatti: done, tutti: list.items.length })}
        </Muted>
        <SignButton dossierId={dossierId} list={list} />
        <Signatures list={list} />
        <Disclosure
          summary={t('liste.mostraPunti', { count: list.items.length })}
          open={list.whyNot.answer === null && list.standing !== 'FIRMATA'}
        >
          <CardList label={t('liste.puntiDi', { titolo: list.title })}>
            {list.items.map((item) => (
              <ChecklistItemCard key={item.id} dossierId={dossierId} list={list} item={item} documents={documents} />
            ))}
          </CardList>
        </Disclosure>
      </Stack>
    </Section>
  );
}

/** Checklists that people compile by hand, with evidence, signed by one person and countersigned by another. */
export function ChecklistsPage(): ReactElement {
  const { t } = useTranslation();
  const { dossierId } = useParams({ from: '/riservata/fascicoli/$dossierId/liste' });
  const lists = useQuery(checklistsQuery(dossierId));
  const { data } = lists;
  return (
    <Stack>
      <p>{t('liste.spiegazione')}</p>
      {lists.isPending && <Skeleton rows={6} />}
      {lists.error && <TroubleNotice trouble={troubleOf(lists.error)} retrying={lists.isFetching} onRetry={() => void lists.refetch()} />}
      {data?.items.length === 0 && <EmptyState title={t('liste.nessuna')} />}
      {data?.items.map((list) => (
        <OneChecklist key={list.code} dossierId={dossierId} list={list} documents={data.documents} />
      ))}
    </Stack>
  );
}
