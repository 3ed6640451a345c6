import { useQuery } from '@tanstack/react-query';
import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { troubleOf } from '../api/trouble';
import { Button, TextLink } from '../ui/button';
import { Skeleton, TroubleNotice } from '../ui/feedback';
import { CardItem, CardList, Muted, Section, Stack } from '../ui/layout';
import { PlaceLink } from './place-link';
import { myTurnQuery } from './queries';
import { FirstTerm, WaitsOn } from './waiting';

/** What waits on the person who looks, the most urgent first, each with the way to what comes next. */
export function MyTurnSection({ onAll }: { onAll: () => void }): ReactElement | null {
  const { t } = useTranslation();
  const mine = useQuery(myTurnQuery());
  const { data } = mine;
  if (data?.total === 0) return null;
  return (
    <Section
      id="tocca-a-me"
      title={t('bacheca.toccaAMe')}
      aside={
        data !== undefined && data.total > data.items.length ? (
          <Button small onClick={onAll}>
            {t('bacheca.tuttiQuelli', { count: data.total })}
          </Button>
        ) : undefined
      }
    >
      {mine.error && <TroubleNotice trouble={troubleOf(mine.error)} onRetry={() => void mine.refetch()} />}
      {mine.isPending && <Skeleton rows={2} />}
      {data !== undefined && (
        <CardList label={t('bacheca.toccaAMe')}>
          {data.items.map((card) => (
            <CardItem key={card.id}>
              <Stack gap="sm">
                <div>
                  <TextLink strong to="/fascicoli/$dossierId" params={{ dossierId: card.id }}>
                    {card.oggetto}
                  </TextLink>{' '}
                  <Muted>
                    {card.ente.denominazione} · {card.state.label}
                  </Muted>
                </div>
                <div>
                  {card.nextAction.title}
                  {': '}
                  <PlaceLink dossierId={card.id} place={card.nextAction}>
                    {card.nextAction.explanation}
                  </PlaceLink>
                </div>
                <div>
                  <WaitsOn card={card} />
                </div>
                <FirstTerm card={card} />
              </Stack>
            </CardItem>
          ))}
        </CardList>
      )}
    </Section>
  );
}
