import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../announcements';
import { client } from '../api/client';
import { troubleOf } from '../api/trouble';
import { shortDay } from '../format/dates';
import { useRequest } from '../pages/use-request';
import { Button } from '../ui/button';
import { Notice, Skeleton, TroubleNotice } from '../ui/feedback';
import { Disclosure, Muted, PlainList, Section, Stack, Strong } from '../ui/layout';
import { AssignForm } from './assign-form';
import { type Team, teamQuery } from './queries';
import { teamChanged } from './team-changed';

type Member = Team['items'][number];

function MemberLine({ dossierId, member }: { dossierId: string; member: Member }): ReactElement {
  const { t } = useTranslation();
  const request = useRequest();
  const end = async (): Promise<void> => {
    const params = { path: { dossierId, assignmentId: member.id } };
    const outcome = await request.send(() => client.DELETE('/api/dossiers/{dossierId}/assignments/{assignmentId}', { params }));
    if (!outcome.ok) return;
    announce(t('squadra.tolto', { nome: member.person.name }));
    await teamChanged(dossierId, outcome.data);
  };
  return (
    <li>
      <Strong>{member.person.name}</Strong>, {member.role.label}
      <br />
      <Muted>
        {member.ente.denominazione} · {t('squadra.dal', { giorno: shortDay(member.since) })}
        {member.away !== null &&
          ` · ${t('squadra.assente', { giorno: shortDay(member.away.until) })}${
            member.away.substitute === null ? '' : `, ${t('squadra.sostituisce', { nome: member.away.substitute.name })}`
          }`}
      </Muted>
      {member.own && (
        <div>
          <Button small look="quiet" icon="it-close" busy={request.busy} onClick={() => void end()}>
            {t('squadra.togli', { nome: member.person.name })}
          </Button>
        </div>
      )}
      {request.trouble && <TroubleNotice trouble={request.trouble} />}
    </li>
  );
}

/** Who was given this dossier, and where one may, to whom to give it. */
export function TeamSection({ dossierId }: { dossierId: string }): ReactElement {
  const { t } = useTranslation();
  const team = useQuery(teamQuery(dossierId));
  const [adding, setAdding] = useState(false);
  const { data } = team;
  return (
    <Section id="squadra" title={t('squadra.titolo')}>
      {team.error && <TroubleNotice trouble={troubleOf(team.error)} onRetry={() => void team.refetch()} />}
      {team.isPending && <Skeleton rows={2} />}
      {data !== undefined && (
        <Stack gap="sm">
          {data.items.length === 0 && <Muted>{t('squadra.nessuno')}</Muted>}
          {data.items.length > 0 && (
            <PlainList label={t('squadra.titolo')}>
              {data.items.map((member) => (
                <MemberLine key={member.id} dossierId={dossierId} member={member} />
              ))}
            </PlainList>
          )}
          {data.toVerify.length > 0 && (
            <Disclosure summary={t('squadra.daVerificare', { count: data.toVerify.length })}>
              <PlainList>
                {data.toVerify.map(({ rule, reason, cite }) => (
                  <li key={`${rule} ${reason}`}>
                    {reason} <Muted>({cite})</Muted>
                  </li>
                ))}
              </PlainList>
            </Disclosure>
          )}
          {data.may && data.roles.length > 0 && (
            <div>
              <Button
                small
                icon="it-plus"
                onClick={() => {
                  setAdding(true);
                }}
              >
                {t('squadra.affida')}
              </Button>
            </div>
          )}
          {data.may && data.roles.length === 0 && <Notice tone="info">{t('squadra.nessunRuolo')}</Notice>}
        </Stack>
      )}
      {adding && data !== undefined && (
        <AssignForm
          dossierId={dossierId}
          team={data}
          onClose={() => {
            setAdding(false);
          }}
        />
      )}
    </Section>
  );
}
