import { useSuspenseQuery } from '@tanstack/react-query';
import { Outlet, useParams, useRouterState } from '@tanstack/react-router';
import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { type EnteDetail } from '../api/client';
import { enteQuery } from '../api/registry-queries';
import { Badge } from '../ui/feedback';
import { HiddenText, Row } from '../ui/layout';
import { Breadcrumbs, PageHeading, Tabs } from '../ui/page';

/** The body of the address; the route has loaded it before its pages render. */
export function useEnte(): EnteDetail {
  const { enteId } = useParams({ from: '/riservata/enti/$enteId' });
  return useSuspenseQuery(enteQuery(enteId)).data;
}

/** Head of every page of a body: what it is, its pages as tabs. */
export function EnteFrame(): ReactElement {
  const { t } = useTranslation();
  const ente = useEnte();
  const part = useRouterState({ select: (state) => state.location.pathname.split('/')[3] });
  const params = { enteId: ente.id };
  const screen = t(part === 'ruoli' || part === 'registro' ? `enti.schermo.${part}` : 'enti.schermo.dati');
  return (
    <>
      <Breadcrumbs items={[{ label: t('navigazione.enti'), to: '/enti' }, { label: ente.denominazione }]} />
      <Row align="baseline">
        <PageHeading compact windowTitle={`${screen}, ${ente.denominazione}`}>
          {ente.denominazione}
          <HiddenText>, {screen}</HiddenText>
        </PageHeading>
        <Badge>{t(`enti.tipo.${ente.tipo}`)}</Badge>
      </Row>
      <Tabs
        label={t('enti.pagine')}
        items={[
          { label: t('enti.schermo.dati'), to: '/enti/$enteId', params, exact: true },
          { label: t('enti.schermo.ruoli'), to: '/enti/$enteId/ruoli', params },
          { label: t('enti.schermo.registro'), to: '/enti/$enteId/registro', params },
        ]}
      />
      <Outlet />
    </>
  );
}
