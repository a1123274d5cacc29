/** English scripts as people write them at work, one a line; many with names from elsewhere. */
export const ENGLISH = `
Welcome to our spring sale. Everything must go, so come early and bring friends.
Keyboard only, please: a word about our summer party.
Release notes: faster search, dark mode, fewer bugs
Hi team, quick update on Q3 numbers.
Good morning everyone, the office opens at 9 on Monday.
Please welcome Søren Ågård, our new head of design in København.
Join Jürgen Müller and François Lefèvre for a tour of the new lab.
Our friends at Škoda, Citroën and Löwenbräu sent their best wishes.
José Muñoz and Ana Conceição lead the São Paulo team from today.
The Zürich, Malmö and Kraków offices close early on Friday.
Meet Łukasz Wiśniewski, Björn Åkesson and Zoë Brontë at the booth.
Nguyễn Văn Đức joins the platform team in Đà Nẵng next week.
The café in the lobby now serves crème brûlée and jalapeño bagels.
Send your résumé to HR before the fiancé discount ends.
Dr. Gökçe Yılmaz explains how İstanbul went live in three weeks.
Beyoncé, Rosalía and Måneskin are on our summer playlist.
Single sign-on is live.
Audit logs are here!
Dark mode has arrived
Thanks for an amazing quarter!
See you all at the offsite in Lisbon.
Don't forget: timesheets are due today.
Five tips for better meetings
How to reset your password in under a minute
New: export to CSV, PDF and Excel
Version 4.2 ships tomorrow at 10 am.
Say hello to Jogg for Slack, the easiest way to make videos.
We hit 1,000,000 users. Thank you!
Lunch is on us this Thursday.
Fire drill at 14:00, please use the stairs.
Maintenance tonight from 22:00 to 23:30 UTC
Reminder: submit expenses by Friday
Happy birthday, Agnieszka!
Congratulations to Team Phoenix on the launch
Our revenue grew 12% year over year to $4.5M.
Please review PR #4512 before standup.
Kubernetes upgrade done: zero downtime, no incidents
Product demo with Priya and Takeshi starts in five minutes
This week in engineering: faster builds, smaller images, happier developers
Security notice: never share your API key or password with anybody.
Hola team, this is just a quick hello from the Madrid office.
Bonjour and welcome! Today we talk about our new Paris store.
Ciao everyone, pizza is waiting in the kitchen.
Guten Morgen from Berlin! Here are the headlines of the week.
Oktoberfest is back: bring your Lederhosen and Dirndl on Saturday.
Feliz Navidad and happy holidays from all of us at Acme!
Doctor Chen from 北京 will join the call with Иван Петров today.
The word of the day is こんにちは, which means hello in Japanese.
Our Greek customers say ευχαριστώ, and we say thank you back.
Onboarding checklist: laptop, badge, VPN, Slack, coffee
Customer story: how Deutsche Bahn cut support tickets in half
Volkswagen, Bosch and Siemens trust our platform with their data.
L'Oréal and Société Générale renewed their contracts this month.
Mark your calendars: the all-hands is on March 3rd.
Can you hear me? Testing, one, two, three.
Two new features, one big bug fix, and a surprise.
Stop by booth B12 for free swag
Our CEO Mette Frederiksen-Holm answers your questions live.
Fresh look, same team.
Hiring: senior engineers, designers and a data analyst
Introducing the all-new Dashboard: insights at a glance.
Salesforce integration available now for all Enterprise customers
You asked, we listened: offline mode is finally here.
Quarterly results exceed expectations; dividends remain stable.
I'm Sanne van der Berg and I run customer success in Den Haag.
Rajesh, Nikhil and Ananya present the Bengaluru roadmap.
Sales kickoff in Reykjavík: pack warm clothes, þorri food included!
`;
