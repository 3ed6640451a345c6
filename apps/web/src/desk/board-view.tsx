import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { troubleOf } from '../api/trouble';
import { entiQuery, kindsQuery } from '../api/queries';
import { type DeskSearch } from '../search-params';
import { Button, TextLink } from '../ui/button';
import { Board } from '../ui/board';
import { EmptyState, Skeleton, StatusText, TroubleNotice } from '../ui/feedback';
import { SelectField } from '../ui/field';
import { Muted, Row, Stack } from '../ui/layout';
import { Counters } from '../ui/table';
import { boardFilters } from './board-filters';
import { boardQuery, type BoardCard } from './queries';
import { FirstTerm, WaitsOn } from './waiting';

type Change = (part: Partial<Record<keyof DeskSearch, string | undefined>>) => void;

const cardsMore = 100;

function Card({ card }: { card: BoardCard }): ReactElement {
  const { t } = useTranslation();
  return (
    <Stack gap="sm">
      <TextLink strong to="/fascicoli/$dossierId" params={{ dossierId: card.id }}>
        {card.oggetto}
      </TextLink>
      <Muted>
        {card.ente.denominazione} · {card.state.label}
      </Muted>
      <div>
        <WaitsOn card={card} />
      </div>
      <FirstTerm card={card} />
      {card.blocks > 0 && (
        <StatusText tone="danger" icon="it-error">
          {card.firstBlock?.message ?? t('scrivania.colonnaBlocchi')}
          {card.blocks > 1 && <Muted> {t('scrivania.altriBlocchi', { count: card.blocks - 1 })}</Muted>}
        </StatusText>
      )}
    </Stack>
  );
}

function Filters({ search, onChange }: { search: DeskSearch; onChange: Change }): ReactElement {
  const { t } = useTranslation();
  const { data: enti } = useQuery(entiQuery());
  const { data: kinds } = useQuery(kindsQuery());
  const titles = new Map((kinds?.items ?? []).map(({ code, title }) => [code, title]));
  const select = (
    name: 'ente' | 'tipo',
    text: { label: string; empty: string },
    options: { value: string; label: string }[],
  ): ReactElement => (
    <SelectField
      {...text}
      options={options}
      value={search[name] ?? ''}
      onChange={(event) => {
        onChange({ [name]: event.target.value === '' ? undefined : event.target.value });
      }}
    />
  );
  return (
    <Row>
      {(enti?.items.length ?? 0) > 1 &&
        select(
          'ente',
          { label: t('scrivania.ente'), empty: t('scrivania.ogniEnte') },
          (enti?.items ?? []).map(({ id, denominazione }) => ({ value: id, label: denominazione })),
        )}
      {select(
        'tipo',
        { label: t('bacheca.tipo'), empty: t('bacheca.ogniTipo') },
        [...titles].map(([value, label]) => ({ value, label })),
      )}
    </Row>
  );
}

/** The open dossiers in columns by phase. */
export function BoardView({ search, onChange }: { search: DeskSearch; onChange: Change }): ReactElement {
  const { t } = useTranslation();
  const filters = boardFilters(search);
  const board = useQuery({ ...boardQuery(filters), placeholderData: keepPreviousData });
  const { data } = board;
  const counters = [
    { key: 'tutti', label: t('bacheca.tutti'), count: data?.counts.all, vista: undefined },
    { key: 'a-me', label: t('bacheca.toccaAMe'), count: data?.counts.onMe, vista: 'a-me' },
    { key: 'affidati', label: t('bacheca.affidati'), count: data?.counts.mine, vista: 'affidati' },
    { key: 'al-comune', label: t('bacheca.alComune'), count: data?.counts.onComune, vista: 'al-comune' },
    { key: 'alla-sua', label: t('bacheca.allaSua'), count: data?.counts.onSua, vista: 'alla-sua' },
  ] as const;
  return (
    <Stack>
      <Counters
        label={t('scrivania.filtriRapidi')}
        items={counters.map(({ vista, ...counter }) => ({
          ...counter,
          pressed: search.vista === vista,
          onPress: () => {
            onChange({ vista });
          },
        }))}
      />
      <Filters search={search} onChange={onChange} />
      {board.error && <TroubleNotice trouble={troubleOf(board.error)} retrying={board.isFetching} onRetry={() => void board.refetch()} />}
      {board.isPending && <Skeleton rows={6} />}
      {data?.columns.length === 0 && (
        <EmptyState title={t('bacheca.vuota')}>
          {search.vista !== undefined || search.ente !== undefined || search.tipo !== undefined ? (
            <Button
              onClick={() => {
                onChange({ vista: undefined, ente: undefined, tipo: undefined });
              }}
            >
              {t('scrivania.azzera')}
            </Button>
          ) : (
            <p>{t('scrivania.nessunoAiuto')}</p>
          )}
        </EmptyState>
      )}
      {data !== undefined && data.columns.length > 0 && (
        <Board
          label={t('bacheca.titolo')}
          hint={t('bacheca.tasti')}
          columns={data.columns.map((column, position) => ({
            key: column.phase,
            title: column.phase,
            count: <Muted>{t('bacheca.quanti', { count: column.count })}</Muted>,
            open: column.onMe > 0 || position === 0,
            cards: column.cards.map((card) => ({ key: card.id, content: <Card card={card} />, marked: card.onMe })),
            more:
              column.cards.length < column.count ? (
                <Muted>{t('bacheca.altri', { count: column.count - column.cards.length })}</Muted>
              ) : undefined,
          }))}
        />
      )}
      {data?.columns.some(({ cards, count }) => cards.length < count && cards.length < cardsMore) === true && (
        <div>
          <Button
            small
            onClick={() => {
              onChange({ schede: String(cardsMore) });
            }}
          >
            {t('bacheca.mostraAltri')}
          </Button>
        </div>
      )}
    </Stack>
  );
}
