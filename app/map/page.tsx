import type { Metadata } from 'next';
import { MapPage } from '@/components/map/map-page';
import { PageHeader } from '@/components/site/page-header';
import { refusedPage } from '@/app/reader-access';
import { readerMessages } from '@/app/reader-messages';

export async function generateMetadata(): Promise<Metadata> {
  const { map, site } = await readerMessages();
  return { title: `${map.heading} · ${site.name}` };
}

/** All passages on a plane. */
export default async function Page({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const refused = await refusedPage();
  if (refused) return refused;
  const { document: words } = await readerMessages();
  const { q } = await searchParams;
  return (
    <>
      <PageHeader back={{ href: '/', label: words.toSearch }} here="map" />
      <MapPage query={typeof q === 'string' ? q : ''} />
    </>
  );
}
