import { useNavigate } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button';
import { DayField } from '../ui/day-field';
import { Form } from '../ui/form';
import { Paragraph, Section } from '../ui/layout';
import { feastKeyOf } from './parameter-values';

/** The day of a feast that the calendar does not have yet: its page takes the rest. */
export function FeastForm(): ReactElement {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [day, setDay] = useState('');
  const [tried, setTried] = useState(false);
  return (
    <Section id="festa-nuova" title={t('parametri.festaNuova')}>
      <Paragraph>{t('parametri.festaTesto')}</Paragraph>
      <Form
        onSubmit={() => {
          setTried(true);
          if (day === '') document.getElementById('festa')?.focus();
          else void navigate({ to: '/amministrazione/parametri/$chiave', params: { chiave: feastKeyOf(day) } });
        }}
      >
        <DayField
          id="festa"
          label={t('parametri.festaGiorno')}
          error={tried && day === '' ? t('parametri.festaManca') : undefined}
          value={day}
          onChange={setDay}
        />
        <div>
          <Button type="submit">{t('parametri.festaAvanti')}</Button>
        </div>
      </Form>
    </Section>
  );
}
