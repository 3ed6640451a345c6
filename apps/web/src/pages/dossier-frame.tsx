import { useSuspenseQuery } from '@tanstack/react-query';
import { Outlet, useParams, useRouterState } from '@tanstack/react-router';
import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { type DossierDetail } from '../api/client';
import { dossierQuery } from '../api/queries';
import { dayAndTime } from '../format/dates';
import { Badge } from '../ui/feedback';
import { HiddenText, Muted, Row } from '../ui/layout';
import { Breadcrumbs, PageHeading, Phases, Tabs } from '../ui/page';
import { stateTone } from './state-tone';

/** The dossier of the address; the route has loaded it before its pages render. */
export function useDossier(): DossierDetail {
  const { dossierId } = useParams({ from: '/riservata/fascicoli/$dossierId' });
  return useSuspenseQuery(dossierQuery(dossierId)).data;
}

/** Whether the person may do something on the dossier, and if not, why. */
export function permissionOn(dossier: DossierDetail, permission: string): { readonly allowed: boolean; readonly reason: string | null } {
  return dossier.permissions.find((entry) => entry.permission === permission) ?? { allowed: false, reason: null };
}

const screens = ['riepilogo', 'scheda', 'verifiche', 'documenti', 'fascicolo', 'registro'] as const;

/** Head of every page of a dossier: what it is, where it stands, its pages as tabs. */
export function DossierFrame(): ReactElement {
  const { t } = useTranslation();
  const dossier = useDossier();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const screen = screens.find((name) => path.split('/')[3] === name) ?? 'riepilogo';
  const params = { dossierId: dossier.id };
  const screenName = t(`fascicolo.schermo.${screen}`);
  return (
    <>
      <Breadcrumbs items={[{ label: t('navigazione.scrivania'), to: '/' }, { label: dossier.codiceAppalto }]} />
      <Row align="baseline">
        <PageHeading compact windowTitle={`${screenName}, ${dossier.oggetto}`}>
          {dossier.oggetto}
          <HiddenText>, {screenName}</HiddenText>
        </PageHeading>
        <Badge tone={stateTone(dossier.state)}>{dossier.state.label}</Badge>
        <Muted>
          {dossier.ente.denominazione}
          {dossier.scadenzaOfferte !== null && ` · ${t('fascicolo.scadono', { quando: dayAndTime(dossier.scadenzaOfferte) })}`}
        </Muted>
      </Row>
      <Phases phases={dossier.phases} />
      <Tabs
        label={t('fascicolo.pagine')}
        items={[
          { label: t('fascicolo.schermo.riepilogo'), to: '/fascicoli/$dossierId', params, exact: true },
          { label: t('fascicolo.schermo.scheda'), to: '/fascicoli/$dossierId/scheda', params },
          {
            label: t('fascicolo.schermo.verifiche'),
            to: '/fascicoli/$dossierId/verifiche',
            params,
            badge: { count: dossier.blocks, words: t('fascicolo.blocchiBadge', { count: dossier.blocks }) },
          },
          { label: t('fascicolo.schermo.documenti'), to: '/fascicoli/$dossierId/documenti', params },
          { label: t('fascicolo.schermo.fascicolo'), to: '/fascicoli/$dossierId/fascicolo', params },
          { label: t('fascicolo.schermo.registro'), to: '/fascicoli/$dossierId/registro', params },
        ]}
      />
      <Outlet />
    </>
  );
}
