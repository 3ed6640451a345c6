import { useSuspenseQuery } from '@tanstack/react-query';
import { type TFunction } from 'i18next';
import { Outlet, useParams, useRouterState } from '@tanstack/react-router';
import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { type DossierDetail } from '../api/client';
import { dossierQuery } from '../api/queries';
import { dayAndTime } from '../format/dates';
import { Badge } from '../ui/feedback';
import { HiddenText, Muted, Row } from '../ui/layout';
import { Breadcrumbs, PageHeading, type Tab, Tabs } from '../ui/page';
import { Phases } from '../ui/phases';
import { ConflictNotice } from './conflict-notice';
import { stateTone } from './state-tone';

/** The dossier of the address; the route has loaded it before its pages render. */
export function useDossier(): DossierDetail {
  const { dossierId = '' } = useParams({ strict: false });
  return useSuspenseQuery(dossierQuery(dossierId)).data;
}

const screens = [
  'riepilogo',
  'scheda',
  'verifiche',
  'documenti',
  'redazione',
  'revisione',
  'fascicolo',
  'richieste',
  'registro',
  'incarichi',
  'spese',
  'liste',
  'allegati',
  'pratiche',
  'termini',
  'scostamenti',
] as const;

const convenzioneKind = 'CONVENZIONE_ADESIONE';
export const isConvenzione = (dossier: DossierDetail): boolean => dossier.kind.code === convenzioneKind;

/** Pages that only some kinds have. */
function ownTabs(t: TFunction, { id, kind }: DossierDetail): readonly Tab[] {
  const params = { dossierId: id };
  const lists: Tab = { label: t('fascicolo.schermo.liste'), to: '/fascicoli/$dossierId/liste', params };
  if (kind.code === 'RILEVAZIONE') return [{ label: t('fascicolo.schermo.pratiche'), to: '/fascicoli/$dossierId/pratiche', params }];
  if (kind.code !== 'RENDICONTAZIONE') return [lists];
  return [{ label: t('fascicolo.schermo.allegati'), to: '/fascicoli/$dossierId/allegati', params }, lists];
}

function tenderTabs(t: TFunction, dossier: DossierDetail): readonly Tab[] {
  const params = { dossierId: dossier.id };
  // Clauses are of tenders.
  const clauses: readonly Tab[] =
    dossier.kind.code === 'GARA' ? [{ label: t('fascicolo.schermo.scostamenti'), to: '/fascicoli/$dossierId/scostamenti', params }] : [];
  return [
    { label: t('fascicolo.schermo.riepilogo'), to: '/fascicoli/$dossierId', params, exact: true },
    { label: t('fascicolo.schermo.scheda'), to: '/fascicoli/$dossierId/scheda', params },
    ...(dossier.kind.code === 'RICHIESTA_AFFIANCAMENTO'
      ? [{ label: t('affiancamento.titolo'), to: '/fascicoli/$dossierId/affiancamento', params } as const]
      : []),
    {
      label: t('fascicolo.schermo.verifiche'),
      to: '/fascicoli/$dossierId/verifiche',
      params,
      badge: { count: dossier.blocks, words: t('fascicolo.blocchiBadge', { count: dossier.blocks }) },
    },
    { label: t('fascicolo.schermo.documenti'), to: '/fascicoli/$dossierId/documenti', params },
    { label: t('fascicolo.schermo.redazione'), to: '/fascicoli/$dossierId/redazione', params },
    ...(dossier.kind.code === 'GARA'
      ? [{ label: t('fascicolo.schermo.revisione'), to: '/fascicoli/$dossierId/revisione', params } as const]
      : []),
    ...clauses,
    ...ownTabs(t, dossier),
    { label: t('fascicolo.schermo.richieste'), to: '/fascicoli/$dossierId/richieste', params },
    { label: t('fascicolo.schermo.fascicolo'), to: '/fascicoli/$dossierId/fascicolo', params },
    { label: t('fascicolo.schermo.termini'), to: '/fascicoli/$dossierId/termini', params },
    { label: t('fascicolo.schermo.registro'), to: '/fascicoli/$dossierId/registro', params },
  ];
}

/** Documents and register are those of every dossier. */
function convenzioneTabs(t: TFunction, { id }: DossierDetail): readonly Tab[] {
  const params = { dossierId: id };
  return [
    { label: t('convenzioni.schermo.stato'), to: '/convenzioni/$dossierId', params, exact: true },
    { label: t('convenzioni.schermo.contenuto'), to: '/convenzioni/$dossierId/contenuto', params },
    { label: t('convenzioni.schermo.atti'), to: '/convenzioni/$dossierId/atti', params },
    { label: t('fascicolo.schermo.documenti'), to: '/fascicoli/$dossierId/documenti', params },
    { label: t('fascicolo.schermo.redazione'), to: '/fascicoli/$dossierId/redazione', params },
    { label: t('convenzioni.schermo.matrice'), to: '/convenzioni/$dossierId/matrice', params },
    { label: t('convenzioni.schermo.tariffa'), to: '/convenzioni/$dossierId/tariffa', params },
    { label: t('convenzioni.schermo.rendiconto'), to: '/convenzioni/$dossierId/rendiconto', params },
    { label: t('fascicolo.schermo.registro'), to: '/fascicoli/$dossierId/registro', params },
  ];
}

/** Name of the page of the address, for the heading. */
function screenName(t: TFunction, part: string, ofConvenzione: boolean): string {
  const own = ofConvenzione ? convenzioneScreens.find((name) => name === part) : undefined;
  if (own !== undefined) return t(`convenzioni.schermo.${own}`);
  if (part === 'affiancamento') return t('affiancamento.titolo');
  const screen = screens.find((name) => name === part);
  if (screen !== undefined) return t(`fascicolo.schermo.${screen}`);
  return t(ofConvenzione ? 'convenzioni.schermo.stato' : 'fascicolo.schermo.riepilogo');
}
const convenzioneScreens = ['contenuto', 'atti', 'matrice', 'tariffa', 'rendiconto'] as const;

/** Head of every page of a dossier: what it is, where it stands, its pages as tabs. */
export function DossierFrame(): ReactElement {
  const { t } = useTranslation();
  const dossier = useDossier();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const ofConvenzione = isConvenzione(dossier);
  const [, , , part = '', document] = path.split('/');
  const screen = screenName(t, part, ofConvenzione);
  // Where one writes, the room belongs to the text; the state stands beside the title.
  const isWriting = part === 'redazione' && document !== undefined;
  const title = ofConvenzione ? t('convenzioni.con', { ente: dossier.ente.denominazione }) : dossier.oggetto;
  return (
    <>
      <Breadcrumbs
        items={[
          ofConvenzione ? { label: t('navigazione.convenzioni'), to: '/convenzioni' } : { label: t('navigazione.scrivania'), to: '/' },
          { label: dossier.codiceAppalto },
        ]}
      />
      <Row align="baseline">
        <PageHeading compact windowTitle={`${screen}, ${title}`}>
          {title}
          <HiddenText>, {screen}</HiddenText>
        </PageHeading>
        <Badge tone={stateTone(dossier.state)}>{dossier.state.label}</Badge>
        <Muted>
          {!ofConvenzione && dossier.ente.denominazione}
          {dossier.scadenzaOfferte !== null && ` · ${t('fascicolo.scadono', { quando: dayAndTime(dossier.scadenzaOfferte) })}`}
        </Muted>
      </Row>
      {!isWriting && <Phases phases={dossier.phases} />}
      <Tabs label={t('fascicolo.pagine')} items={ofConvenzione ? convenzioneTabs(t, dossier) : tenderTabs(t, dossier)} />
      <ConflictNotice dossier={dossier} />
      <Outlet />
    </>
  );
}
