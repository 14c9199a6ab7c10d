import type { APIRoute } from 'astro';
import { getCatalog } from '../../site/catalog.ts';
import { drawSocialCard, socialCards, type SocialCard } from '../../site/social-cards.ts';

export async function getStaticPaths() {
  return socialCards(await getCatalog()).map((card) => ({ params: { card: card.id }, props: { card } }));
}

export const GET: APIRoute<{ card: SocialCard }> = ({ props }) =>
  new Response(drawSocialCard(props.card), { headers: { 'content-type': 'image/png' } });
