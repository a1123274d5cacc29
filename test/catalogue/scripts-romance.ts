/** Scripts in Romance languages by their tags, one a line. */
export const ROMANCE = {
  fr: `
Bienvenue à notre grande vente de printemps, tout doit disparaître avant lundi.
Bonjour à tous, la réunion commence à 10 heures.
Salut l'équipe, voici un point rapide sur les chiffres du trimestre.
N'oubliez pas de saisir vos heures avant vendredi.
Nouveau : mode sombre, recherche plus rapide et moins de bugs.
Le Single Sign-On est disponible pour tous les clients Acme Cloud.
Notre chiffre d'affaires a progressé de 12 %. Merci à tous !
Je m'appelle Priya et je dirige le support à Bangalore.
Avec Jogg, vous faites une vidéo dans Slack en deux minutes.
Nous recrutons des développeurs, des designers et un analyste
Maintenance ce soir de 22 h à 23 h
Toutes nos félicitations à Łukasz et Jürgen pour ce lancement.
L'ascenseur est en panne, merci de prendre l'escalier
`,
  es: `
Bienvenidos a nuestra venta de primavera, todo debe desaparecer antes del lunes
Hola a todos, la reunión empieza a las 10.
Buenos días equipo, aquí va un resumen rápido de las cifras del trimestre.
No olviden registrar sus horas antes del viernes.
Novedades: modo oscuro, búsqueda más rápida y menos errores.
El Single Sign-On ya está disponible para los clientes de Acme Cloud.
Nuestros ingresos crecieron un 12 %. ¡Gracias a todos!
Me llamo Priya y dirijo el equipo de soporte en Bangalore.
Con Jogg haces un video en Slack en dos minutos.
Buscamos desarrolladores, diseñadores y un analista de datos
Esta noche hay mantenimiento de 22 a 23 horas.
¡Felicidades por el lanzamiento, Team Phoenix!
El ascensor no funciona, usa la escalera
`,
  pt: `
Bem-vindos à nossa venda de primavera, tudo deve desaparecer antes de segunda-feira
Olá a todos, a reunião começa às 10 horas.
Bom dia equipe, aqui vai um resumo rápido dos números do trimestre.
Não se esqueçam de registrar suas horas até sexta.
Novidades: modo escuro, busca mais rápida e menos erros.
O Single Sign-On já está disponível para os clientes da Acme Cloud.
Nossa receita cresceu 12 %. Obrigado a todos!
Meu nome é Priya e eu lidero o time de suporte em Bangalore.
Com o Jogg você faz um vídeo no Slack em dois minutos.
Procuramos desenvolvedores, designers e um analista de dados
Hoje à noite há manutenção das 22 às 23 horas.
Parabéns pelo lançamento, Team Phoenix!
O elevador está quebrado, use a escada
`,
  it: `
Benvenuti alla nostra vendita di primavera, tutto deve sparire prima di lunedì
Ciao a tutti, la riunione inizia alle 10.
Buongiorno team, ecco un rapido aggiornamento sui numeri del trimestre.
Non dimenticate di inserire le ore entro venerdì.
Novità: modalità scura, ricerca più veloce e meno errori.
Il Single Sign-On è disponibile per tutti i clienti di Acme Cloud.
Il nostro fatturato è cresciuto del 12 %. Grazie a tutti!
Mi chiamo Priya e guido il team di supporto a Bangalore.
Con Jogg fai un video in Slack in due minuti.
Cerchiamo sviluppatori, designer e un analista di dati
Stasera manutenzione dalle 22 alle 23
Complimenti per il lancio, Team Phoenix!
L'ascensore è guasto, usate le scale
`,
  ca: `
Benvinguts a la nostra venda de primavera, tot ha de desaparèixer abans de dilluns
Bon dia a tothom, la reunió comença a les 10.
No oblideu registrar les vostres hores abans de divendres.
Novetats: mode fosc, cerca més ràpida i menys errors.
El Single Sign-On ja està disponible per als clients d'Acme Cloud.
Els nostres ingressos han crescut un 12 %. Gràcies a tothom!
Em dic Priya i dirigeixo l'equip de suport a Bangalore.
Amb Jogg fas un vídeo a Slack en dos minuts.
Busquem desenvolupadors, dissenyadors i un analista de dades
L'ascensor no funciona, feu servir l'escala
`,
  ro: `
Bine ați venit la vânzarea noastră de primăvară, totul trebuie să dispară până luni.
Bună dimineața tuturor, ședința începe la ora 10.
Nu uitați să vă înregistrați orele până vineri.
Noutăți: mod întunecat, căutare mai rapidă și mai puține erori.
De astăzi toți clienții Acme se pot conecta cu Single Sign-On.
Veniturile noastre au crescut cu 12 %. Mulțumim tuturor!
Mă numesc Priya și conduc echipa de suport din Bangalore.
Cu Jogg faci un video în Slack în două minute.
Cautam dezvoltatori, designeri si un analist de date
Liftul nu functioneaza, folositi scarile
`,
  gl: `
Benvidos á nosa venda de primavera, todo debe desaparecer antes do luns.
Bos días a todos, a reunión comeza ás dez.
Os nosos ingresos creceron un 12 % este ano. Grazas a todos!
Non esquezades rexistrar as vosas horas antes do venres.
`,
} as const;
