import { useQuery } from '@tanstack/react-query';
import { type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { dayAndTime } from '../../format/dates';
import { fileSize } from '../../format/numbers';
import { valueFactsQuery } from '../../facts/queries';
import { TextLink } from '../../ui/button';
import { Disclosure, Muted, PlainList, Stack, Strong } from '../../ui/layout';
import { type DraftPlace, type WordReturnReport } from './queries';

type Proposal = WordReturnReport['proposals'][number];
type Place = Proposal['place'];

/** What a returned file does to the draft, in words: nothing of it goes unsaid. */
export function ReturnReport({ report, place }: { report: WordReturnReport; place: DraftPlace }): ReactElement {
  const { t } = useTranslation();
  const { proposals, comments, values, notMerged, kept, parts } = report;
  return (
    <Stack gap="sm">
      <Part title={t('ritorno.resoconto.proposte')} count={proposals.length}>
        {proposals.length === 0 && <Muted>{t('ritorno.resoconto.proposteNessuna')}</Muted>}
        <Items>
          {proposals.map((proposal, index) => (
            <ProposalItem key={index} proposal={proposal} />
          ))}
        </Items>
      </Part>
      {comments.length > 0 && (
        <Part title={t('ritorno.resoconto.commenti')} count={comments.length}>
          <Items>
            {comments.map(({ author, at, text, quote, replies, isReply, settles }, index) => (
              <li key={index}>
                <Strong>{author}</Strong> <Muted>{at === null ? '' : dayAndTime(at)}</Muted>
                <p className="gi-p gi-small">{text}</p>
                <Muted>
                  {isReply && t('ritorno.resoconto.risposta')}
                  {settles !== undefined && t(`ritorno.resoconto.${settles === 'RISOLTO' ? 'chiuso' : 'riaperto'}`)}
                  {quote !== '' && t('ritorno.resoconto.su', { testo: short(quote) })}
                  {replies > 0 && ` ${t('ritorno.resoconto.risposte', { count: replies })}`}
                </Muted>
              </li>
            ))}
          </Items>
        </Part>
      )}
      {values.length > 0 && (
        <Part title={t('ritorno.resoconto.valori')} count={values.length}>
          <p className="gi-p gi-small">{t('ritorno.resoconto.valoriSpiega')}</p>
          <Items>
            {values.map((value, index) => (
              <TypedOverValue key={index} value={value} dossierId={place.dossierId} />
            ))}
          </Items>
        </Part>
      )}
      <Part title={t('ritorno.resoconto.nonUniti')} count={notMerged.length}>
        {notMerged.length === 0 && <Muted>{t('ritorno.resoconto.nonUnitiNessuno')}</Muted>}
        <Items>
          {notMerged.map(({ what, sentence, place: where, here, there }, index) => (
            <li key={index}>
              <Strong>{what}</Strong>
              <Where place={where} />
              <p className="gi-p gi-small">{sentence}</p>
              <Sides here={here} there={there} />
            </li>
          ))}
        </Items>
      </Part>
      {kept.length > 0 && (
        <Disclosure summary={t('ritorno.resoconto.conservati')}>
          <Items>
            {kept.map(({ what, sentence, count }) => (
              <li key={what}>
                {what} ({count}): {sentence}
              </li>
            ))}
          </Items>
        </Disclosure>
      )}
      <Disclosure summary={t('ritorno.resoconto.parti', { count: parts.length })}>
        <p className="gi-p gi-small">{t('ritorno.resoconto.partiSpiega')}</p>
        <Items>
          {parts.map(({ name, bytes, sentence }) => (
            <li key={name}>
              <span className="gi-break">{name}</span> <Muted>{fileSize(bytes)}</Muted>
              <p className="gi-p gi-small">{sentence}</p>
            </li>
          ))}
        </Items>
      </Disclosure>
    </Stack>
  );
}

function Part({ title, count, children }: { title: string; count: number; children: ReactNode }): ReactElement {
  return (
    <div>
      <h5 className="gi-return-title">
        {title} ({count})
      </h5>
      {children}
    </div>
  );
}

function Items({ children }: { children: readonly ReactElement[] }): ReactElement | null {
  return children.length === 0 ? null : <PlainList>{children}</PlainList>;
}

/** A value somebody typed over: what it is called, both texts, and the way to its field. */
function TypedOverValue({ value, dossierId }: { value: WordReturnReport['values'][number]; dossierId: string }): ReactElement {
  const { t } = useTranslation();
  const { field, before, after, place } = value;
  const facts = useQuery(valueFactsQuery(dossierId, field.replace(/\[\d+\]/g, '[]'), field));
  const path = facts.data?.path ?? null;
  return (
    <li>
      <Strong>{facts.data?.label ?? field}</Strong>
      <Where place={place} />
      <p className="gi-p gi-small">{t('ritorno.resoconto.valore', { prima: before, dopo: after })}</p>
      {path !== null && (
        <TextLink strong to="/fascicoli/$dossierId/scheda" params={{ dossierId }} search={{ campo: path }}>
          {t('fatti.vaiAlCampo')}
        </TextLink>
      )}
    </li>
  );
}

function ProposalItem({ proposal }: { proposal: Proposal }): ReactElement {
  const { t } = useTranslation();
  const { author, at, deleted, inserted, emphasis, place } = proposal;
  const named = (names: NonNullable<typeof emphasis>['set']): string =>
    names.map((name) => t(`redazione.proposte.evidenza.${name}`)).join(', ');
  return (
    <li>
      <Strong>{author ?? t('ritorno.resoconto.senzaAutore')}</Strong> <Muted>{at === null ? '' : dayAndTime(at)}</Muted>
      <Where place={place} />
      {deleted !== '' && (
        <p className="gi-p gi-small">
          {t('ritorno.resoconto.toglie')} <del>{short(deleted)}</del>
        </p>
      )}
      {inserted !== '' && (
        <p className="gi-p gi-small">
          {t('ritorno.resoconto.aggiunge')} <ins>{short(inserted)}</ins>
        </p>
      )}
      {emphasis !== undefined && emphasis.set.length > 0 && (
        <p className="gi-p gi-small">
          {t('redazione.proposte.mettere', { evidenze: named(emphasis.set), parole: short(emphasis.words.trim()) })}
        </p>
      )}
      {emphasis !== undefined && emphasis.taken.length > 0 && (
        <p className="gi-p gi-small">
          {t('redazione.proposte.togliere', { evidenze: named(emphasis.taken), parole: short(emphasis.words.trim()) })}
        </p>
      )}
    </li>
  );
}

/** The two texts of something that was changed on both sides, or is on one side only. */
function Sides({ here, there }: { here: string | null; there: string | null }): ReactElement | null {
  const { t } = useTranslation();
  if (here === null && there === null) return null;
  return (
    <dl className="gi-facts">
      {here !== null && (
        <div>
          <dt>{t('ritorno.resoconto.nellaBozza')}</dt>
          <dd>{short(here)}</dd>
        </div>
      )}
      {there !== null && (
        <div>
          <dt>{t('ritorno.resoconto.nelFile')}</dt>
          <dd>{short(there)}</dd>
        </div>
      )}
    </dl>
  );
}

function Where({ place }: { place: Place }): ReactElement {
  const { t } = useTranslation();
  const last = place.heading.at(-1);
  const paragraph = place.paragraph === 0 ? t('ritorno.resoconto.generale') : t('ritorno.resoconto.paragrafo', { numero: place.paragraph });
  return <p className="gi-p gi-small gi-muted">{last === undefined ? paragraph : `${last}, ${paragraph}`}</p>;
}

const longest = 400;
const short = (text: string): string => (text.length > longest ? `${text.slice(0, longest)}…` : text);
