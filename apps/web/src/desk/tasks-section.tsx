import { useQuery } from '@tanstack/react-query';
import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { troubleOf } from '../api/trouble';
import { shortDay } from '../format/dates';
import { Badge, Skeleton, StatusText, TroubleNotice } from '../ui/feedback';
import { CardItem, CardList, Disclosure, Muted, Section } from '../ui/layout';
import { PlaceLink } from './place-link';
import { tasksQuery, type Task } from './queries';

const shownAtOnce = 6;

function TaskItem({ dossierId, task }: { dossierId: string; task: Task }): ReactElement {
  const { t } = useTranslation();
  const who = task.person === null ? task.waitsOn.role.label : task.person.name;
  return (
    <CardItem tone={task.mine ? 'plain' : 'muted'}>
      <div>
        <Badge tone={task.mine ? 'info' : 'neutral'}>{task.mine ? t('bacheca.toccaAMe') : t(`compiti.parte.${task.waitsOn.party}`)}</Badge>{' '}
        <PlaceLink dossierId={dossierId} place={task}>
          {task.title}
        </PlaceLink>
      </div>
      <Muted>
        {t(`compiti.sorta.${task.sort}`)} · {who}
        {task.person?.insteadOf != null && ` (${t('bacheca.alPostoDi', { nome: task.person.insteadOf })})`}
        {task.due !== null && ` · ${t('compiti.entro', { giorno: shortDay(task.due) })}`}
        {!task.ready && ` · ${t('compiti.dopo')}`}
      </Muted>
    </CardItem>
  );
}

/** Everything to do on a dossier, worked out from it; each leads to the place where it is done. */
export function TasksSection({ dossierId }: { dossierId: string }): ReactElement {
  const { t } = useTranslation();
  const tasks = useQuery(tasksQuery(dossierId));
  const items = tasks.data?.items ?? [];
  const [first, rest] = [items.slice(0, shownAtOnce), items.slice(shownAtOnce)];
  return (
    <Section id="compiti" title={t('compiti.titolo')}>
      {tasks.error && <TroubleNotice trouble={troubleOf(tasks.error)} onRetry={() => void tasks.refetch()} />}
      {tasks.isPending && <Skeleton rows={3} />}
      {tasks.data !== undefined && items.length === 0 && (
        <StatusText tone="success" icon="it-check-circle">
          {t('compiti.nessuno')}
        </StatusText>
      )}
      {first.length > 0 && (
        <CardList label={t('compiti.titolo')}>
          {first.map((task) => (
            <TaskItem key={task.key} dossierId={dossierId} task={task} />
          ))}
        </CardList>
      )}
      {rest.length > 0 && (
        <Disclosure summary={t('compiti.altri', { count: rest.length })}>
          <CardList label={t('compiti.altri', { count: rest.length })}>
            {rest.map((task) => (
              <TaskItem key={task.key} dossierId={dossierId} task={task} />
            ))}
          </CardList>
        </Disclosure>
      )}
    </Section>
  );
}
