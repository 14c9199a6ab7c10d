import { readContent } from './scripts/content/read-content.ts'; import { buildCatalog } from './src/catalog/build-catalog.ts'; import { socialCards, drawSocialCard } from './src/site/social-cards.ts'; 
const c=buildCatalog(readContent('.').records); const cards=socialCards(c); drawSocialCard(cards[0]!); const t=process.cpuUsage(); let b=0;
for(const x of cards){b+=drawSocialCard(x).length;} const d=process.cpuUsage(t);console.log(((d.user+d.system)/1000).toFixed(0),'ms cpu',b,(process.resourceUsage().maxRSS/1024).toFixed(0),'MiB');
