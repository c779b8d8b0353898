import type { Metadata } from 'next';
import { SearchPage } from '@/components/search/search-page';
import { loadSearch } from './load-search';
import { refusedPage } from './reader-access';
import { readerMessages } from './reader-messages';

interface Parameters {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ searchParams }: Parameters): Promise<Metadata> {
  const { search } = await readerMessages();
  const { q } = await searchParams;
  return typeof q === 'string' && q.trim() !== '' ? { title: search.pageTitle(q.trim()) } : {};
}

export default async function Page({ searchParams }: Parameters) {
  const refused = await refusedPage();
  return refused ?? <SearchPage initial={await loadSearch(await searchParams)} />;
}
