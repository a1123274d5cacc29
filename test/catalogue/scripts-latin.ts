/** Scripts in other languages of the Latin alphabet by their tags, one a line. */
export const LATIN = {
  fi: `
Tervetuloa kevätmyyntiimme, kaiken on lähdettävä ennen maanantaita
Hyvää huomenta kaikille, kokous alkaa kello 10.
Muistakaa kirjata tuntinne ennen perjantaita.
Uutta: tumma tila, nopeampi haku ja vähemmän virheitä.
Tästä päivästä alkaen asiakkaat voivat kirjautua Single Sign-Onilla.
Liikevaihtomme kasvoi 12 %. Kiitos kaikille!
Nimeni on Priya ja johdan tukitiimiä Bangaloressa.
Etsimme kehittäjiä, suunnittelijoita ja data-analyytikkoa
Onnea julkaisusta, Team Phoenix!
Hissi ei toimi, käyttäkää portaita
`,
  et: `
Tere tulemast meie kevadisele müügile, kõik peab kaduma enne esmaspäeva.
Tere hommikust kõigile, koosolek algab kell 10.
Meie käive kasvas 12 %. Aitäh kõigile!
Lift ei tööta, palun kasutage treppi
`,
  hu: `
Üdvözöljük a tavaszi kiárusításon, hétfőig mindennek el kell fogynia.
Jó reggelt mindenkinek, a megbeszélés 10 órakor kezdődik.
Ne felejtsétek el péntekig beírni az óráitokat.
Újdonságok: sötét mód, gyorsabb keresés és kevesebb hiba.
Mától minden ügyfél beléphet Single Sign-On segítségével.
A bevételünk 12%-kal nőtt. Köszönjük mindenkinek!
Priya vagyok, és a támogatási csapatot vezetem.
Fejlesztőket, tervezőket és egy adatelemzőt keresünk
Gratulálunk az induláshoz, Team Phoenix!
A lift nem működik, kérjük, használja a lépcsőt
`,
  tr: `
Bahar indirimimize hoş geldiniz, pazartesiye kadar her şey gitmeli.
Herkese günaydın, toplantı saat 10'da başlıyor.
Cuma gününe kadar saatlerinizi girmeyi unutmayın.
Yenilikler: karanlık mod, daha hızlı arama ve daha az hata.
Bugünden itibaren tüm müşteriler Single Sign-On ile giriş yapabilir.
Gelirimiz yüzde 12 arttı. Herkese teşekkürler!
Benim adım Priya ve destek ekibini yönetiyorum.
Jogg ile Slack içinde iki dakikada video yaparsınız.
Geliştiriciler, tasarımcılar ve bir veri analisti arıyoruz
Asansör çalışmıyor, lütfen merdivenleri kullanın
`,
  id: `
Selamat datang di obral musim semi kami, semuanya harus habis sebelum Senin.
Selamat pagi semua, rapat dimulai pukul 10.
Jangan lupa mengisi jam kerja kalian sebelum Jumat.
Baru: mode gelap, pencarian lebih cepat, dan lebih sedikit kesalahan.
Mulai hari ini semua pelanggan bisa masuk dengan Single Sign-On.
Pendapatan kami tumbuh 12%. Terima kasih semuanya!
Nama saya Priya dan saya memimpin tim dukungan.
Dengan Jogg Anda membuat video di Slack dalam dua menit.
Kami mencari pengembang, desainer, dan seorang analis data
Lift rusak, silakan gunakan tangga
`,
  ms: `
Selamat datang ke jualan musim bunga kami, semuanya mesti habis sebelum Isnin.
Selamat pagi semua, mesyuarat bermula pada pukul 10.
Jangan lupa mengisi jam kerja anda sebelum hari Jumaat.
Baharu: mod gelap, carian lebih pantas dan kurang ralat.
Mulai hari ini semua pelanggan boleh log masuk dengan Single Sign-On.
Hasil kami meningkat sebanyak 12%. Terima kasih kepada semua!
Nama saya Priya dan saya mengetuai pasukan sokongan.
Dengan Jogg anda boleh membuat video dalam masa dua minit.
Kami mencari pembangun, pereka bentuk dan seorang penganalisis data
Lif rosak, sila guna tangga
`,
  fil: `
Maligayang pagdating sa aming spring sale, dapat maubos lahat bago mag-Lunes.
Magandang umaga sa inyong lahat, magsisimula ang pulong ng alas-diyes.
Huwag kalimutang ilagay ang inyong oras bago mag-Biyernes.
Bago: dark mode, mas mabilis na paghahanap, at mas kaunting error.
Simula ngayon, puwede nang mag-login ang lahat gamit ang Single Sign-On.
Lumago ng 12% ang kita natin. Maraming salamat sa lahat!
Ako si Priya at pinamumunuan ko ang support team.
Sa Jogg, makakagawa ka ng video sa Slack sa loob ng dalawang minuto.
Naghahanap kami ng mga developer at designer
Sira ang elevator, gamitin po ang hagdan
`,
  vi: `
Chào mừng đến với đợt giảm giá mùa xuân, mọi thứ phải hết trước thứ Hai.
Chào buổi sáng mọi người, cuộc họp bắt đầu lúc 10 giờ.
Đừng quên nhập giờ làm việc trước thứ Sáu.
Tính năng mới: chế độ tối, tìm kiếm nhanh hơn và ít lỗi hơn.
Từ hôm nay mọi khách hàng có thể đăng nhập bằng Single Sign-On.
Doanh thu của chúng ta tăng 12%. Cảm ơn tất cả!
Tôi là Priya, trưởng nhóm hỗ trợ ở Bangalore.
Với Jogg, bạn làm video trong Slack chỉ trong hai phút.
Chúng tôi tuyển lập trình viên và nhà thiết kế
Thang máy hỏng, vui lòng đi thang bộ
`,
  sw: `
Karibu kwenye mauzo yetu ya majira ya kuchipua, kila kitu lazima kiuzwe kabla ya Jumatatu.
Habari za asubuhi wote, mkutano unaanza saa nne.
Usisahau kujaza saa zako kabla ya Ijumaa.
Kuanzia leo wateja wote wanaweza kuingia kwa Single Sign-On.
Mapato yetu yameongezeka kwa asilimia 12. Asanteni sana!
Jina langu ni Priya na ninaongoza timu ya msaada.
Tunatafuta wasanidi programu na mchambuzi wa data
Hongera kwa uzinduzi, Team Phoenix!
Kwa Jogg unaweza kutengeneza video ndani ya dakika mbili.
Lifti haifanyi kazi, tafadhali tumia ngazi
`,
  zu: `
Siyakwamukela ekuthengisweni kwethu kwasentwasahlobo, konke kumele kuphele.
Sawubona nonke, umhlangano uqala ngehora leshumi.
Imali yethu engenayo ikhule ngo-12%. Siyabonga kakhulu!
Ungakhohlwa ukufaka amahora akho ngaphambi kukaLwesihlanu.
`,
  cy: `
Croeso i'n sêl wanwyn, rhaid i bopeth fynd cyn dydd Llun.
Bore da bawb, mae'r cyfarfod yn dechrau am 10.
Mae ein refeniw wedi tyfu 12% eleni. Diolch i bawb!
`,
  eu: `
Ongi etorri gure udaberriko salmentara, dena saldu behar da astelehena baino lehen.
Egun on guztioi, bilera hamarretan hasiko da.
Gure diru-sarrerak %12 hazi dira. Eskerrik asko guztioi!
`,
  sq: `
Mirë se vini në shitjen tonë të pranverës, gjithçka duhet të shitet deri të hënën.
Mirëmëngjes të gjithëve, takimi fillon në orën 10.
Të ardhurat tona u rritën me 12 %. Faleminderit të gjithëve!
`,
  az: `
Yaz endirimimizə xoş gəlmisiniz, hər şey bazar ertəsinə qədər satılmalıdır.
Sabahınız xeyir, görüş saat 10-da başlayır.
Gəlirimiz 12 faiz artdı. Hamıya təşəkkür edirik!
`,
  la: `
Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod
`,
} as const;
